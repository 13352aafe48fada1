"""Style sheet, scripts and icons are built once after every `git pull`; without them every page would be a fault."""

import sys
from pathlib import Path

SHEET = Path(__file__).parents[1] / "web/static/banshi/app.css"


def refuse_without() -> None:
    """Ends the program with what to do when they are not there."""
    if not SHEET.exists():
        sys.exit("网页还没有做好，现在不能开门。请先在项目文件夹里执行 make install，再执行一次刚才的命令。")
