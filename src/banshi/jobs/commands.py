"""What `banshi` can do: our own commands with their Chinese sentence. Django's work too, and only those who know them need them."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from django.core import management

OURS = Path(__file__).parent / "management"
HELP = re.compile(r'^    help = "(.*)"$', re.MULTILINE)
CHECK = {"check": "检查服务包能不能用；加 --deploy 检查开门之前的设置"}
DJANGOS = {"collectstatic", "help", *management.find_commands(str(Path(management.__file__).parent))}


def refuse_unknown(name: str, rest: Sequence[str]) -> None:
    """Ends the program with the list for who asks for it, and with an error for a name nobody knows, before any home is made."""
    if name in {"help", "_h", "__help"} and not rest:
        print(_list())  # noqa: T201 (it was asked for)
        sys.exit()
    if name not in ours().keys() | DJANGOS:
        sys.exit(f"没有“{name.replace('_', '-')}”这个命令。\n\n{_list()}")


def ours() -> dict[str, str]:
    """Our commands and what each is for, read from their files: importing one would need a home."""
    names = management.find_commands(str(OURS))
    return CHECK | {name: "".join(HELP.findall((OURS / f"commands/{name}.py").read_text())) for name in names}


def _list() -> str:
    lines = [f"  {name.replace('_', '-'):15}{words}" for name, words in sorted(ours().items())]
    return "\n".join(["用法：banshi 命令。怎么用一个命令：banshi 命令 --help", *lines])
