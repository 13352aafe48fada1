"""A large world, set-wise and always the same: so many cases, fifty of each unit, over a copy of the base database."""

import json
import time
from collections.abc import Iterator, Sequence

import psycopg
from django.db import connection
from psycopg import sql

from banshi.cases import recounting
from banshi.figures import roster
from banshi.ledger import clock
from banshi.ledger.tokens import new_token
from banshi.lib import postgres
from banshi.lib.actor import SYSTEM
from bench.figure import say
from bench.lives import ANSWERS
from bench.people import TREE, Line, code
from bench.world import BASE, working_on

CASES_OF_A_UNIT = 50
UNITS_OF_A_GROUP = 100
FIRST_UNIT = 1001
FIRST_CODE = 5_000_000
NAMES = "江河山海云天星月日光明华安宁福瑞祥和泰康永昌盛隆兴达通远长青松柏竹梅兰菊金银玉石龙凤麟鹏鹤鹰虎马牛羊东西南北中春夏秋冬"
TRADES = ("建筑", "交通", "机械", "电力", "食品", "纺织", "化工", "物流", "环保", "酒店", "农业", "矿业", "医药")
FILLED = (
    "people_organisation",
    "people_treenode",
    "cases_case",
    "cases_unitname",
    "cases_submission",
    "cases_stop",
    "cases_facet",
    "ledger_event",
)

EMPTY = {"jsonb": "{}", "integer": 0, "smallint": 0, "boolean": False, "character varying": "", "text": ""}

# Of ten cases one waits at its group, one at the agency, one is a draft, one was returned, and six were granted.
WORLD = """
CREATE TEMP TABLE unit (id bigint PRIMARY KEY, code text, name text, above bigint, path text, above_code text);
COPY unit FROM STDIN;
INSERT INTO people_organisation (id, code, uscc, name, region) SELECT id, code, '', name, '' FROM unit;
INSERT INTO people_treenode (tree, organisation_id, path, since) SELECT {tree}, id, path, '2020-01-01' FROM unit;
CREATE TEMP TABLE bench_case AS
    SELECT n, unit.*, n % 10 AS part, timestamptz '2026-01-01' + n * interval '10 seconds' AS day
    FROM generate_series(1::bigint, {cases}) AS n JOIN unit ON unit.id = {first} + n * 7919 % {units};
INSERT INTO cases_case (id, ref, pack, matter, title, revision_id, subject_id, filing_unit_id, author_id, unit_name,
        state, ended, desk_id, position, since, version, draft, notes, draft_version, opened_at)
    SELECT n, 'BM2026-' || lpad(n::text, 7, '0') || '-0', 'life', 'life/request', '申请',
        (SELECT max(id) FROM catalogue_matterrevision WHERE matter = 'life/request'), id, id, {author}, name,
        CASE WHEN part < 2 THEN 'waiting' WHEN part = 2 THEN 'draft' WHEN part = 3 THEN 'returned' ELSE 'granted' END,
        part > 3, CASE WHEN part = 0 THEN above WHEN part = 1 THEN {agency} WHEN part < 4 THEN id END,
        (part = 1)::int, day, 3, {answers}::jsonb, '{{}}', 2, day
    FROM bench_case;
INSERT INTO cases_unitname (unit_id, name) SELECT DISTINCT id, name FROM bench_case;
INSERT INTO cases_submission (id, case_id, number, answers, materials, unit, road, author_id, filing_unit_id, digest, at)
    SELECT n, n, 1, {answers}::jsonb, '[]', jsonb_build_object('name', name, 'code', code, 'tier', 2,
        'top', jsonb_build_object('code', above_code)), jsonb_build_array(above, {agency}), {author}, id, md5(n::text) || md5(code), day
    FROM bench_case WHERE part <> 2;
UPDATE cases_case SET submission_id = id WHERE state <> 'draft';
INSERT INTO cases_stop (case_id, submission_id, position, organisation_id, subject_id, reached_at, left_at, move)
    SELECT n, n, 0, above, id, day, CASE WHEN part > 0 THEN day END,
        CASE WHEN part = 0 THEN '' WHEN part = 3 THEN 'return' ELSE 'approve' END
    FROM bench_case WHERE part <> 2
    UNION ALL
    SELECT n, n, 1, {agency}, id, day, CASE WHEN part > 3 THEN day END, CASE WHEN part = 1 THEN '' ELSE 'approve' END
    FROM bench_case WHERE part = 1 OR part > 3;
INSERT INTO cases_facet (case_id, matter, key, text, number)
    SELECT n, 'life/request', each.key, each.text, each.number
    FROM bench_case, LATERAL (VALUES ('subject', name || '项目', NULL), ('urgent', CASE WHEN n % 7 = 0 THEN '是' ELSE '否' END, NULL),
        ('total', NULL, 1000.5)) AS each (key, text, number)
    WHERE part <> 2;
INSERT INTO ledger_event (stream, number, kind, at, actor, data, previous, digest)
    SELECT 'case:' || n, step, CASE step WHEN 1 THEN 'opened' ELSE 'moved' END, day,
        jsonb_build_object('kind', 'person', 'account', {author}, 'name', '王经办', 'unit', id, 'unit_name', name),
        jsonb_build_object('title', (ARRAY['新建申请', '上报', '通过', '通过'])[step], 'state', '待审核', 'opinion', '同意。'), '', ''
    FROM bench_case, generate_series(1, CASE WHEN part = 2 THEN 1 WHEN part > 3 THEN 4 ELSE 2 END) AS step;
INSERT INTO ledger_head (stream, number, digest)
    SELECT 'case:' || n, CASE WHEN part = 2 THEN 1 WHEN part > 3 THEN 4 ELSE 2 END, '' FROM bench_case;
INSERT INTO notices_sitenotice (account_id, message, text, ref)
    SELECT {officer}, n::text, '申请已通过。', 'BM2026-' || lpad(n::text, 7, '0') || '-0' FROM generate_series(1, 1000) AS n;
"""


def generate(name: str, cases: int, line: Line) -> None:
    """Makes the database of that name with so many cases, filed by nobody real and decided by the line's officer."""
    began = time.monotonic()
    postgres.make_database(name, BASE)
    with postgres.superuser(name) as owner:
        owner.execute("SET session_replication_role = replica; SET synchronous_commit = off")
        owner.execute("SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'")
        _give_defaults(owner)
        indexes = _without_indexes(owner)
        _fill(owner, cases, line)
        for (definition,) in indexes:
            owner.execute(definition)
        owner.execute("VACUUM (ANALYZE)")
        owner.execute("CHECKPOINT")
    with working_on(name):
        for said in recounting.every():
            recounting.recount(said, by=SYSTEM)
        _follow(line)
    say(f"  {cases:,} cases in {time.monotonic() - began:.0f} s")


def _follow(line: Line) -> None:
    """A campaign for all units, of which three in ten have not reported."""
    today = clock.today().isoformat()
    typed = {"title": "年度填报", "since": today, "due": today}
    roster.open_campaign("life", "request", typed, by=SYSTEM, token=new_token())
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_duty SET state = (ARRAY['owed', 'owed', 'returned', 'reported', 'reported'])[unit_id %% 5 + 1],"
            " desk_id = CASE WHEN unit_id %% 5 > 2 THEN %s END, tier = CASE WHEN unit_id %% 5 > 2 THEN 0 END",
            [line.officer.unit],
        )


def _give_defaults(owner: psycopg.Connection) -> None:
    """What the statements above leave out is empty: a column more in some room must not stop the bench."""
    needed = owner.execute(
        "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_name = ANY(%s)"
        " AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO' AND data_type = ANY(%s)",
        [list(FILLED), list(EMPTY)],
    ).fetchall()
    for table, column, kind in needed:
        give = sql.SQL("ALTER TABLE {} ALTER {} SET DEFAULT {}")
        owner.execute(give.format(sql.Identifier(table), sql.Identifier(column), sql.Literal(EMPTY[kind])))


def _without_indexes(owner: psycopg.Connection) -> Sequence[tuple[sql.SQL]]:
    """Takes away what is quicker made at the end; how to make it again. What a constraint needs stays."""
    found = owner.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid::regclass::text = ANY(%s) AND NOT indisunique",
        [list(FILLED)],
    ).fetchall()
    for name, _ in found:
        owner.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    return [(sql.SQL(definition),) for _, definition in found]


def _fill(owner: psycopg.Connection, cases: int, line: Line) -> None:
    units = cases // CASES_OF_A_UNIT
    groups = groups_of(units)
    given = {
        "cases": cases,
        "units": units - groups,
        "first": FIRST_UNIT + groups,
        "tree": TREE,
        "answers": json.dumps(ANSWERS),
    }
    given |= {"author": line.filer.account, "officer": line.officer.account, "agency": line.officer.unit}
    world = sql.SQL(WORLD).format(**{key: sql.Literal(value) for key, value in given.items()})
    for statement in world.as_string(owner).split(";\n"):
        if statement.startswith("COPY"):
            with owner.cursor().copy(statement) as copy:
                for row in _units(units, line.officer.unit):
                    copy.write_row(row)
        elif statement.strip():
            owner.execute(statement)


def _units(number: int, agency: int) -> Iterator[tuple[int, str, str, int, str, str]]:
    """Units of three levels: groups below the agency, the others below a group."""
    groups = groups_of(number)
    for each in range(number):
        own, group = FIRST_UNIT + each, FIRST_UNIT + each % groups
        above = agency if each < groups else group
        name = unit_name(each)
        path = "".join(f"{unit:010}" for unit in (agency, group, own)[: 3 if above == group else 1])
        top = code(FIRST_CODE + each % groups)
        yield (
            own,
            code(FIRST_CODE + each),
            name,
            above,
            path if above == group else f"{path}{own:010}",
            top,
        )


def groups_of(units: int) -> int:
    """How many of so many units are groups, the first of them; they file nothing themselves."""
    return max(1, units // UNITS_OF_A_GROUP)


def unit_name(number: int) -> str:
    """A believable name: three characters and a trade tell it from most others."""
    first, rest = NAMES[number * 7 % len(NAMES)], number // len(NAMES)
    second, third = NAMES[rest % len(NAMES)], NAMES[(rest * 31 + number) % len(NAMES)]
    return f"渝州{first}{second}{third}{TRADES[number % len(TRADES)]}有限公司"
