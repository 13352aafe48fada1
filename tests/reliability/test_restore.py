"""R13: a backup restores to a working, verifiable service."""

import io
import json
import os
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from banshi.cases import actions as cases
from banshi.jobs.routes import ROUTES
from banshi.jobs.worker import hand_over_next
from banshi.ledger import checkpoint
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
    a_case(group, at="registered", claims=False)
    assert hand_over_next("notices.tell", ROUTES["notices.tell"])
    checkpoint.seal()
    cases.open_case(OCCUPY, group.units["other"], by=group.actor("张旁人"), token=new_token())
    made = banshi(committed_db, "backup", tmp_path / "all.tar", "--passphrase-file", word)
    assert made.returncode == 0, made.stderr
    return tmp_path / "all.tar"


def test_a_backup_comes_back_whole_and_its_numbers_go_on_and_nothing_is_sent_again(new, archive, committed_db, word):
    """Red when the rows of the outbox stay behind."""
    sealing = home.secret("sealing")
    back = banshi(new, "restore", archive, "--passphrase-file", word)
    assert back.returncode == 0, back.stderr
    assert "日志核验通过，与封存点一致" in back.stdout
    for question in (SEQUENCES, DELIVERIES, FOUND):
        assert asked(new, question) == asked(committed_db, question)
    assert (new.home / "secrets/sealing").read_bytes() == sealing
    for command in ("verify", "scrub"):
        assert banshi(new, command).returncode == 0
    assert "不是空的" in banshi(new, "restore", archive, "--passphrase-file", word).stderr


def rewritten(archive: Path, change) -> Path:
    """The archive with each part as `change(name, data)` makes it; None leaves it out."""
    other = archive.with_name("other.tar")
    with tarfile.open(archive) as old, tarfile.open(other, "w") as new:
        for member in old:
            part = old.extractfile(member)
            data = change(member.name, part.read() if part else b"")
            if data is not None:
                member.size = len(data)
                new.addfile(member, io.BytesIO(data))
    return other


def newer(name: str, data: bytes) -> bytes:
    """A manifest that tells of a migration from the future."""
    return (
        json.dumps(json.loads(data) | {"migrations": ["cases.9999_later"]}).encode()
        if name == "manifest.json"
        else data
    )


def test_a_folder_that_is_not_there_is_named(committed_db: House, tmp_path: Path) -> None:
    """Red when it is taken for the name of the archive: whoever looks into the folder for last night's finds none."""
    made = banshi(committed_db, "backup", tmp_path / "backups")
    assert made.returncode == 1
    assert "没有文件夹" in made.stderr
    assert not (tmp_path / "backups").exists()


REFUSED = {
    "已损坏": lambda name, data: data[:-1] + b"!" if name == "database.dump" else data,
    "缺少清单": lambda name, data: None if name == "manifest.json" else data,
    "与清单不符": lambda name, data: None if name.startswith("files/") else data,
    "更新的版本": newer,
    "口令不对": None,
    "不是完整的备份": None,
}


@pytest.fixture
def refused(archive, word):
    """Archives that cannot be restored, by the words that say so."""

    def made(words: str) -> Path:
        if change := REFUSED[words]:
            return rewritten(archive, change)
        if words == "口令不对":
            word.write_text("另一句口令")
        else:
            archive.write_bytes(b"no archive" * 1000)
        return archive

    return made


def test_what_cannot_be_restored_is_refused_in_words_and_changes_nothing(new, archive, word, refused):
    """Red when the parts are not compared with the manifest."""
    good = archive.read_bytes()
    for words in REFUSED:
        archive.write_bytes(good)
        told = banshi(new, "restore", refused(words), "--passphrase-file", word)
        assert told.returncode == 1
        assert words in told.stderr
        word.write_text("一句很长的口令")
        assert asked(new, TABLES) == [(0,)]
        assert not list((new.home / "files").iterdir())
