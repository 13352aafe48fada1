"""The `banshi` command says in words what it misses, and makes no installation by looking for one."""

import os
import subprocess
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.harness.house import ROOT


@pytest.mark.parametrize("command", [("code", "陈处长"), ("verify",), ("scrub",)])
def test_what_looks_at_an_installation_makes_none(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Red when a new home is made: `verify` would find an empty log without a flaw."""
    empty = tmp_path / "empty"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DATABASE_")}
    said = subprocess.run(
        [ROOT / ".venv/bin/banshi", *command],
        env=environment | {"BANSHI_HOME": str(empty)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode
    assert f"{empty} 里还没有办事系统" in said.stderr
    assert not (empty / "postgres").exists()


@pytest.mark.django_db
def test_a_name_nobody_bears_is_said() -> None:
    """Red when nothing is printed and all seems well."""
    with pytest.raises(CommandError, match="没有叫“何人”的演示账户"):
        call_command("code", "何人")
