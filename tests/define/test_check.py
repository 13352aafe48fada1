"""`banshi check` on a folder: faults as `file:line: words`, also of a pack that does not open at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from banshi.catalogue import actions
from banshi.catalogue.refusals import Unpublishable
from banshi.lib.actor import SYSTEM
from tests.catalogue.situations import Write, a_shelf

SOUND = "from tests.define.sound import PACK as SOUND\nfrom dataclasses import replace\n"


@pytest.fixture
def write(tmp_path: Path) -> Iterator[Write]:
    """Puts a file into the folder of the only pack on the shelf."""
    with a_shelf(tmp_path) as write:
        yield write


def said() -> str:
    """What `banshi check` prints before it exits with 1 (Django turns the error into that)."""
    with pytest.raises(SystemCheckError) as stopped:
        call_command("check")
    return str(stopped.value)


def test_a_fault_is_printed_with_file_and_line(write: Write) -> None:
    """Red when the fault is not registered with Django's checks."""
    file = write(
        "pack.py",
        "from banshi.define import Role\n"
        + SOUND
        + 'PACK = replace(SOUND, key="NAME", roles=(*SOUND.roles,\n    Role(key="clerk", title="又"),\n))\n',
    )
    assert f"{file}:5: 角色“clerk”重复了" in said()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("x = 1\nPACK = (\n", 2, "打不开"),
        ("import nowhere\n", 1, "No module named 'nowhere'"),
        ("# nothing\n", 0, "has no attribute 'PACK'"),
        (SOUND + "\nPACK = replace(SOUND, role=())\n", 4, "role"),
        (SOUND + "\n\nPACK = replace(SOUND, roles=(SOUND.roles[0]))\n", 5, "Pack 的 roles 应是元组"),
        (SOUND + 'PACK = replace(SOUND, key="other")\n', 3, "服务包的键“other”应与文件夹名“NAME”相同"),
        (SOUND + 'PACK = replace(SOUND, key="NAME", guide="gone.md")\n', 0, "gone.md"),
        (SOUND + 'PACK = replace(SOUND, key="NAME", roles=("clerk",))\n', 0, "打不开"),
    ],
)
def test_a_pack_that_does_not_open_is_a_fault_at_its_line(write: Write, text: str, line: int, words: str) -> None:
    """Red when opening is not guarded: the check itself, and with it the whole site, would stop."""
    file = write("pack.py", text)
    printed = said()
    assert f"{file}:{line}: " in printed if line else f"{file}: " in printed
    assert words.replace("NAME", file.parent.name) in printed


@pytest.mark.django_db
def test_nothing_is_published_while_a_pack_has_a_fault(write: Write) -> None:
    """Red when faults are only told and not obeyed."""
    write("pack.py", SOUND + 'PACK = replace(SOUND, key="NAME", roles=())\n')
    with pytest.raises(Unpublishable, match="填报角色“clerk”不存在"):
        actions.publish(by=SYSTEM)
