"""Units that a decided case adds: a code nobody else has, and their first slip from their own first-level unit."""

import pytest
from django.db import connection

from banshi.define import MayFile
from banshi.ledger import clock
from banshi.ledger.tokens import new_token
from banshi.lib import codes
from banshi.lib.actor import SYSTEM, Actor
from banshi.lib.refusals import Conflict, Invalid, NotFound
from banshi.lib.text import plain
from banshi.people import queries
from banshi.people.accounts import appointing, first_accounts, handing_out, passing_on
from banshi.people.admission import successors
from banshi.people.models import Account, Organisation
from banshi.people.units import adding, placing
from tests.people.signing_in import knock
from tests.people.situations import PACK, TREE, Group, a_code, a_group, a_unit, actor, an_account

pytestmark = pytest.mark.django_db
ROLE = f"{PACK}/enterprise"
DOOR = first_accounts.Door(ROLE, frozenset({TREE}), by_name=False)


@pytest.fixture
def group():
    return a_group(levels=2)


def added(parent: int, **said: object) -> str:
    """A unit below that one."""
    name = f"江南（新加坡）{a_code()}有限公司"
    return adding.add_decided(name=name, tree=TREE, parent=parent, ref="JW1", by=SYSTEM, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "unlike",
    ["{}.", "{}·", "{}－", "{}。", "{}\U000e0100", "江\U000e0100{}", "{}\ufe0f", "{}\u034f", "{}\u17b4"],
)
def test_a_name_that_looks_like_anothers_is_taken(group: Group, unlike: str) -> None:
    """Red when a mark at the end, or one that shows nothing, makes another name."""
    assert group.filer.unit
    name = queries.name_of_code(added(group.filer.unit))
    twin = unlike.format(name.removeprefix("江") if unlike.startswith("江") else name)
    assert queries.others_named(plain(twin), 0) == 1
    assert queries.others_named(f"{name}二", 0) == 0


def slip(code: str, by: Actor) -> str:
    """The initial password on a new slip."""
    return passing_on.slip(code, tree=TREE, role=ROLE, token=new_token(), by=by).password


def test_p02_codes_of_a_series_follow_one_another_and_bear_their_check_character(group):
    """Red when the check character is left out, and when a code is given again after its unit was closed."""
    first = added(group.subject, series="JW")
    Organisation.objects.update(closed_at=clock.now(), name="停用")
    Organisation.objects.filter(pk=group.subject).update(closed_at=None)
    second = added(group.subject, series="JW")
    assert [code[:8] for code in (first, second)] == ["JW000001", "JW000002"]
    assert [codes.org_code_problem(code) for code in (first, second)] == ["", ""]


def test_p02_a_code_that_somebody_has_is_given_to_nobody_else(group):
    """Red when the second unit comes in beside the first, or the page is an error."""
    code = queries.unit_facts(group.subject, TREE)["code"]
    with pytest.raises(Conflict, match="已经在系统里"):
        added(group.units[0], code=code)


def test_p02_nothing_comes_below_a_unit_that_is_gone(group):
    """Red when such a unit would stand at the root, as an agency does."""
    Organisation.objects.filter(pk=group.subject).update(closed_at=clock.now())
    with pytest.raises(Conflict, match="停用"):
        added(group.subject, series="JW")


def test_p02_the_first_level_unit_and_nobody_else_passes_a_slip_on(group):
    """Red when any superior may, or one of another group, or for a unit with a code of its own."""
    first, code = actor("王经办", group.units[0]), added(group.subject, series="JW")
    own = queries.unit_facts(group.subject, TREE)["code"]
    for by, wanted in ((group.filer, code), (group.officer, code), (group.stranger, code), (first, own)):
        with pytest.raises(NotFound):
            slip(wanted, by)
    assert [(each.code, each.state) for each in passing_on.units(first, TREE, ROLE)] == [(code, "waiting")]
    slip(code, first)
    assert [each.state for each in passing_on.units(first, TREE, ROLE)] == ["handed"]


def test_p02_a_new_slip_voids_the_old_one_until_the_unit_has_its_own_password(group, client):
    """Red when two initial passwords are good, or a superior takes over an account that is used."""
    first, code = actor("王经办", group.units[0]), added(group.subject, series="JW")
    before, after = slip(code, first), slip(code, first)
    assert knock(client, code, before).status_code == 422
    assert knock(client, f"{code[:8]}-{code[8]}".lower(), after).status_code == 302
    Account.objects.filter(username=code).update(secret_until=None)
    with pytest.raises(Conflict, match="找回密码"):
        slip(code, first)


@pytest.mark.parametrize("change", ["transferred", "stopped", "reissued", "promoted"])
def test_p02_an_account_the_administrators_have_touched_is_theirs(group, change):
    """Red when an account that is to begin anew counts as one nobody has used."""
    first, code = actor("王经办", group.units[0]), added(group.subject, series="JW")
    account = an_account("钱会计", Organisation.objects.get(code=code).pk)
    if change == "transferred":
        successors.transfer_absent(code, deciding=(), by=SYSTEM)
    elif change == "stopped":
        handing_out.reissue(code, deciding=(), by=SYSTEM)
        handing_out.set_active(code, False, by=SYSTEM)
    elif change == "reissued":
        Account.objects.filter(pk=account.pk).update(last_password=account.password)
        handing_out.reissue(code, deciding=(), by=SYSTEM)
    else:
        handing_out.reissue(code, deciding=(), by=SYSTEM)
        appointing.give_role(code, f"{PACK}/agency_officer", deciding=(), by=SYSTEM)
    assert [each.state for each in passing_on.units(first, TREE, ROLE)] == ["kept"]
    with pytest.raises(Conflict, match="管理机构"):
        slip(code, first)


def test_p02_the_account_of_a_unit_with_others_below_is_not_passed_on(group):
    """Red when the first level may act at the desk of who reviews for those below."""
    first, code = actor("王经办", group.units[0]), added(group.subject, series="JW")
    slip(code, first)
    a_unit("江南（香港）有限公司", Organisation.objects.get(code=code).pk)
    assert [each.state for each in passing_on.units(first, TREE, ROLE)] == ["kept"]
    with pytest.raises(Conflict, match="管理机构"):
        slip(code, first)


def test_p02_one_press_makes_one_slip(group):
    """Red without the token: the slip in hand would be void."""
    first, code, token = actor("王经办", group.units[0]), added(group.subject, series="JW"), new_token()
    passing_on.slip(code, tree=TREE, role=ROLE, token=token, by=first)
    with pytest.raises(Conflict, match="只显示一次"):
        passing_on.slip(code, tree=TREE, role=ROLE, token=token, by=first)


def test_p08_an_investee_is_its_investors_whoever_that_is_now(group):
    """Red when it keeps its old investor after it was moved, when it may get an account, or when a slip is offered for it."""
    code = added(group.subject, code=a_code(), investee=True)
    unit = Organisation.objects.get(code=code)
    assert unit.investor_id == group.subject
    assert code not in first_accounts.waiting(DOOR, SYSTEM).values_list("code", flat=True)
    assert passing_on.units(actor("王经办", group.units[0]), TREE, ROLE) == []
    above = queries.unit_facts(group.units[0], TREE)["code"]
    placing.plan("move", unit.pk, on=clock.today(), tree=TREE, parent=above, by=SYSTEM)
    unit.refresh_from_db()
    assert unit.investor_id == group.units[0]


def test_p08_a_unit_of_the_tree_becomes_an_investee_and_files_no_more(group):
    """Red when it may still file for itself, when its investor may not, and when control is never regained."""
    said = MayFile(rights=("self", "investees"), roles=("enterprise",), tree=TREE)
    above = actor("李审核", group.units[0])
    for kind, filers in (("investee", (False, True)), ("controlled", (True, False))):
        assert placing.plan(kind, group.subject, on=clock.today(), tree=TREE, by=SYSTEM)
        assert tuple(queries.may_file_for(each, group.subject, said) for each in (group.filer, above)) == filers


def test_p08_a_first_level_unit_is_nobodys_investee(group):
    """Red when the agency becomes its investor: it would file to itself."""
    with pytest.raises(Invalid, match="一级企业"):
        placing.plan("investee", group.units[0], on=clock.today(), tree=TREE, by=SYSTEM)


def test_p08_an_investee_has_nobody_below_it(group):
    """Red when a unit with others below is held without control, or one moves below an investee: their cases would wait for ever."""
    today, code = clock.today(), queries.unit_facts(group.subject, TREE)["code"]
    below = queries.id_of(added(group.subject, series="JW"))
    with pytest.raises(Invalid, match="下面还有"):
        placing.plan("investee", group.subject, on=today, tree=TREE, by=SYSTEM)
    placing.plan("close", below, on=today, by=SYSTEM)
    placing.plan("investee", group.subject, on=today, tree=TREE, by=SYSTEM)
    moved = queries.id_of(added(group.units[0], code=a_code()))
    with pytest.raises(Invalid, match="参股企业没有账户"):
        placing.plan("move", moved, on=today, tree=TREE, parent=code, by=SYSTEM)
    with pytest.raises(Invalid, match="参股企业没有账户"):
        placing.plan("reopen", below, on=today, by=SYSTEM)


def test_a_name_is_found_by_an_index_however_it_is_spelled(group):
    """Red without the index: every check of a form would read all units."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "organisations_by_spelling" in queries.bearers("渝州（江南）公司").explain()
