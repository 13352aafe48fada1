"""The home while a backup moves in: empty before; afterwards whole, or empty again."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from banshi.lib import home

UNDER_WAY = "restoring"  # this folder lies in the home until the restore is done
NAMED = 3


@contextmanager
def filled() -> Iterator[None]:
    """Ends the program where anything lies in the home. A restore that is refused or broken off leaves nothing behind."""
    if there := sorted(each.name for each in home.home().glob("*")):
        named = "、".join(there[:NAMED])
        sys.exit(f"没有恢复：{home.home()} 不是空的（{named} …）。恢复只能进入空文件夹，请换一个 BANSHI_HOME 再试。")
    under_way = home.path(UNDER_WAY)
    try:
        yield
    finally:
        if under_way.exists():
            _empty()


def refuse_half_a_restore() -> None:
    """Ends the program where a restore was cut off by a power cut, or is still going on."""
    if (home.home() / UNDER_WAY).exists():
        sys.exit(
            f"{home.home()} 里的恢复没有做完：请等它结束；已经中断的，请清空这个文件夹，再执行一次 banshi restore。"
        )


def _empty() -> None:
    for each in home.home().iterdir():
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each)
        else:
            each.unlink()
