"""The `banshi` command says in words what it misses, and makes no installation by looking for one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from banshi.jobs import built_pages, commands
from banshi.jobs.command import main
from tests.harness.house import ROOT


def banshi(home: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """The command in a home with a database of its own."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DATABASE_")}
    environment["BANSHI_HOME"] = str(home)
    line = [str(ROOT / ".venv/bin/banshi"), *command]
    return subprocess.run(line, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", [("code", "陈处长"), ("demo", "--seed", "1", "--json"), ("verify",), ("scrub",)])
def test_what_looks_at_an_installation_makes_none(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Red when a new home is made: `verify` would find an empty log without a flaw."""
    empty = tmp_path / "empty"
    said = banshi(empty, *command)
    assert said.returncode
    assert f"{empty} 里还没有办事系统" in said.stderr
    assert not (empty / "postgres").exists()


@pytest.mark.django_db
def test_a_name_nobody_bears_is_said() -> None:
    """Red when nothing is printed and all seems well."""
    with pytest.raises(CommandError, match="没有叫“何人”的演示账户"):
        call_command("code", "何人")


def test_a_command_nobody_knows_is_answered_with_those_there_are(tmp_path: Path) -> None:
    """Red when Django answers in English, and when a slip of the finger makes a home that a restore then finds not empty."""
    said = banshi(tmp_path / "empty", "restroe")
    assert said.returncode == 1
    assert "没有“restroe”这个命令" in said.stderr
    assert "restore        用备份恢复" in said.stderr
    assert banshi(tmp_path / "empty", "--help").stdout == banshi(tmp_path / "empty").stdout
    assert not (tmp_path / "empty").exists()


def test_every_command_says_what_it_is_for() -> None:
    assert all(commands.ours().values())


@pytest.mark.parametrize("command", ["run", "prepare", "restore", "administrator"])
def test_nothing_opens_without_its_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """`make .venv` alone builds none. Red when the site opens and every page is a fault."""
    monkeypatch.setattr(built_pages, "SHEET", tmp_path / "app.css")
    monkeypatch.setattr(sys, "argv", ["banshi", command])
    monkeypatch.setenv("BANSHI_HOME", str(tmp_path / "home"))
    with pytest.raises(SystemExit, match="请先在项目文件夹里执行 make install"):
        main()
    assert not list((tmp_path / "home").glob("*"))


def test_what_is_left_of_half_a_restore_is_not_opened(tmp_path: Path) -> None:
    """Red when `banshi run` takes a home for new in which a power cut has left half of another."""
    (tmp_path / "restoring").mkdir()
    said = banshi(tmp_path, "run")
    assert said.returncode
    assert "恢复没有做完" in said.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["restoring"]
