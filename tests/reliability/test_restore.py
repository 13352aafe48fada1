"""R13: a backup restores to a working, verifiable service."""

import io
import json
import os
import subprocess
import tarfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from psycopg import sql

from banshi.cases import actions as cases
from banshi.clock import actions as calendar
from banshi.jobs import backup, locking, restoring
from banshi.jobs.routes import ROUTES
from banshi.jobs.worker import hand_over_next
from banshi.ledger import checkpoint, clock
from banshi.ledger.tokens import new_token
from banshi.lib import home, postgres
from tests.harness.database import House
from tests.harness.house import PROCESS
from tests.harness.site import BANSHI
from tests.situations import OCCUPY, a_case, a_group

SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL ORDER BY 1"
DELIVERIES = "SELECT event_id, position, done_at FROM ledger_delivery ORDER BY 1, 2"
FOUND = (
    "SELECT (SELECT max(id) FROM ledger_event), (SELECT count(*) FROM cases_case), (SELECT count(*) FROM files_blob)"
)
TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"


def banshi(house: House, *arguments: object) -> subprocess.CompletedProcess[str]:
    """The command, at home in that house."""
    command = [str(each) for each in (BANSHI, *arguments)]
    return subprocess.run(command, env=os.environ | house.environment(), capture_output=True, text=True, check=False)


def asked(house: House, question: str) -> list[tuple[object, ...]]:
    """What its database answers its owner."""
    with psycopg.connect(house.owner_url) as connection:
        return connection.execute(question.encode()).fetchall()


@pytest.fixture
def nothing(django_db_setup: None) -> Iterator[str]:
    """The name of a database in which nothing is. Ask for it before `archive`: the server is not at home in that one's house."""
    name = f"again_{PROCESS}"
    postgres.make_database(name)
    yield name
    with postgres.superuser() as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def new(nothing: str, committed_db: House, tmp_path: Path) -> House:
    """A home nobody has used, with that database."""
    urls = (
        url.replace(f"/{committed_db.database}", f"/{nothing}")
        for url in (committed_db.app_url, committed_db.owner_url)
    )
    return House(tmp_path / "new", nothing, *urls)


@pytest.fixture
def word(tmp_path: Path) -> Path:
    """A file with a passphrase."""
    (tmp_path / "word").write_text("一句很长的口令")
    return tmp_path / "word"


@pytest.fixture
def archive(committed_db: House, tmp_path: Path, word: Path) -> Path:
    """A backup of a house with a registered case, a draft, files, deliveries done and pending, and a checkpoint."""
    group = a_group()
    calendar.keep_up()  # this and the next as `banshi prepare` has done in a house that is open
    call_command("recount", new=True)
    a_case(group, at="registered", claims=False)
    assert hand_over_next("notices.tell", ROUTES["notices.tell"])
    checkpoint.seal()
    cases.open_case(OCCUPY, group.units["other"], by=group.actor("张旁人"), token=new_token())
    made = banshi(committed_db, "backup", tmp_path / "all.tar", "--passphrase-file", word)
    assert made.returncode == 0, made.stderr
    return tmp_path / "all.tar"


def moment_of(archive: Path) -> datetime:
    """When it was taken, as clocks in China say it."""
    with tarfile.open(archive) as tar:
        manifest = tar.extractfile("manifest.json")
        assert manifest
        return datetime.fromisoformat(json.load(manifest)["at"]).astimezone(clock.CHINA)


def test_a_backup_comes_back_whole_and_its_numbers_go_on_and_nothing_is_sent_again(new, archive, committed_db, word):
    """Red when the rows of the outbox stay behind."""
    new.home.mkdir()
    sealing = home.secret("sealing")
    back = banshi(new, "restore", archive, "--passphrase-file", word)
    assert back.returncode == 0, back.stderr
    assert "日志核验通过，与封存点一致" in back.stdout
    assert f"已恢复到 {moment_of(archive):%Y-%m-%d %H:%M:%S} 的状态" in back.stdout
    for question in (SEQUENCES, DELIVERIES, FOUND):
        assert asked(new, question) == asked(committed_db, question)
    assert (new.home / "secrets/sealing").read_bytes() == sealing
    for command in ("verify", "scrub"):
        assert banshi(new, command).returncode == 0
    assert "不是空的" in banshi(new, "restore", archive, "--passphrase-file", word).stderr


def rewritten(archive: Path, change, word: bytes = b"") -> Path:
    """The archive with each part as `change(name, data)` makes it; None leaves it out. With a word, its manifest is sealed anew."""
    other, manifest = archive.with_name("other.tar"), b""
    with tarfile.open(archive) as old, tarfile.open(other, "w") as new:
        for member in old:
            part = old.extractfile(member)
            data = change(member.name, part.read() if part else b"")
            manifest = data if member.name == "manifest.json" else manifest
            if word and member.name == "manifest.seal":
                data = locking.seal(manifest, word)
            if data is not None:
                member.size = len(data)
                new.addfile(member, io.BytesIO(data))
    return other


def told(**more: object):
    """A change of the manifest, as somebody would write it who knows how."""

    def change(name: str, data: bytes) -> bytes:
        return json.dumps(json.loads(data) | more).encode() if name == "manifest.json" else data

    return change


def without_a_content(name: str, data: bytes) -> bytes | None:
    return None if name.startswith("files/") else data


def with_another_database(name: str, data: bytes) -> bytes:
    return data[:-1] + b"!" if name == "database.dump" else data


def without(part: str):
    return lambda name, data: None if name == part else data


def test_a_folder_that_is_not_there_is_named(committed_db: House, tmp_path: Path) -> None:
    """Red when it is taken for the name of the archive: whoever looks into the folder for last night's finds none."""
    made = banshi(committed_db, "backup", tmp_path / "backups")
    assert made.returncode == 1
    assert "没有文件夹" in made.stderr
    assert not (tmp_path / "backups").exists()


def another_word(archive: Path, word: Path) -> Path:
    word.write_text("另一句口令")
    return archive


def no_word(archive: Path, word: Path) -> Path:
    word.write_text(" \n")
    return archive


def no_archive(archive: Path, word: Path) -> Path:
    archive.write_bytes(b"no archive" * 1000)
    return archive


def an_open_one(archive: Path, word: Path) -> Path:
    return backup.take(archive.with_name("open.tar"), b"").archive


def changed(change):
    return lambda archive, word: rewritten(archive, change)


def changed_and_sealed(change):
    return lambda archive, word: rewritten(archive, change, word.read_bytes())


REFUSED = {
    "“database.dump”与清单不符": changed(with_another_database),
    "缺少清单": changed(without("manifest.json")),
    "缺少密钥": changed(without("secrets.locked")),
    "”与清单不符": changed(without_a_content),
    "清单已损坏、被人改过": changed(told(damaged=[])),
    "更新的版本": changed_and_sealed(told(migrations=["cases.9999_later"])),
    "第 9 种格式": changed_and_sealed(told(format=9)),
    "不是 banshi backup 写的": changed_and_sealed(told(at="yesterday")),
    "口令不对": another_word,
    "是空的：请先在里面写一句口令": no_word,
    "没有用口令加密": an_open_one,
    "不是完整的备份": no_archive,
}


def test_what_cannot_be_restored_is_refused_in_words_and_leaves_an_empty_home_empty(new, archive, word):
    """Red when the parts are not compared with the manifest, when the manifest is believed without its seal, and when what was refused
    leaves its folders behind."""
    good, said = archive.read_bytes(), word.read_text()
    for words, spoil in REFUSED.items():
        archive.write_bytes(good)
        word.write_text(said)
        refused = banshi(new, "restore", spoil(archive, word), "--passphrase-file", word)
        assert refused.returncode == 1
        assert words in refused.stderr
        assert asked(new, TABLES) == [(0,)]
        assert not list(new.home.iterdir())


@pytest.mark.parametrize("stray", ["secrets/sealing", "note.txt", ".hidden"])
def test_a_home_that_is_not_empty_stays_as_it_is(tmp_path: Path, stray: str) -> None:
    """Red when only the database, the files and the checkpoints must be empty: the keys of another house were written over."""
    there = tmp_path / "home" / stray
    there.parent.mkdir(parents=True)
    there.write_text("not yours")
    said = subprocess.run(
        [BANSHI, "restore", "any.tar"],
        env=os.environ | {"BANSHI_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode
    assert "不是空的" in said.stderr
    assert [each for each in (tmp_path / "home").rglob("*") if each.is_file()] == [there]
    assert there.read_text() == "not yours"


@pytest.fixture(params=[b"", b"a word"], ids=["open", "locked"])
def small(request, committed_db: House, tmp_path: Path) -> tuple[Path, bytes]:
    """A backup of a house with little in it, and its passphrase."""
    a_group()
    return backup.take(tmp_path / "small.tar", request.param).archive, request.param


def test_no_byte_of_an_archive_changes_unnoticed(small, tmp_path: Path) -> None:
    """Names, sizes, the manifest and its seal as well as the parts. Red, without a passphrase too, when the manifest has no seal."""
    archive, word = small
    whole = archive.read_bytes()
    with tarfile.open(archive) as tar:
        parts = {member.name: member for member in tar}
    manifest, seal = (parts[name].offset_data for name in ("manifest.json", "manifest.seal"))
    for at in (
        0,
        parts["database.dump"].offset + 130,
        manifest - 512,
        manifest + 1,
        manifest + 60,
        seal - 400,
        seal,
        seal + 47,
    ):
        archive.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(restoring.Unusable):
            restoring.opened(archive, tmp_path / f"at {at}", word)


@pytest.mark.parametrize(
    "secrets", [{"../../etc/passwd": "00"}, {"database_banshi_app": "00"}, {"sealing": "no hex"}, ["sealing"]]
)
def test_secrets_become_files_by_their_own_names_only(secrets) -> None:
    """Red when a name may lead out of the folder, or to what belongs to this machine's database."""
    with pytest.raises(ValueError, match="."):
        locking.named(json.dumps(secrets).encode())
