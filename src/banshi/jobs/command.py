"""The `banshi` command: Django's commands, with the embedded database running for as long as one of them needs it."""

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from django.core.management import execute_from_command_line

from banshi.jobs import built_pages, commands, empty_home
from banshi.jobs.alone import NotAlone, alone
from banshi.lib import home, postgres

# These only look at the code.
WITHOUT_DATABASE = {"check", "collectstatic", "docs", "help", "makemigrations", "manuals", "new_pack", "urls"}
# These look at what an installation holds: with the wrong home they must not make a new one and find nothing wrong in it.
OF_AN_INSTALLATION = {"backup", "code", "demo", "demo_platform", "recount", "scrub", "verify"}
# After these the site is open, or can be opened.
OPENING = {"prepare", "restore", "run"}
NO_INSTALLATION = (
    "{home} 里还没有办事系统。请先 make run；它在别的文件夹里的，请把 BANSHI_HOME 设成那个文件夹，再执行一次。"
)

NOT_OPEN_YET = "{home} 的系统正在打开，请等它说“办事已经开门”后再执行。"


def main() -> None:
    """`banshi new-pack KEY` runs the command `new_pack`. Whatever comes first to a new home prepares it; a backup brings its own."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banshi.config.settings")
    program, name, *rest = [*sys.argv, "help"][: max(len(sys.argv), 2)]
    name = name.replace("-", "_")
    commands.refuse_unknown(name, rest)
    try:
        with _home(name), _database(name) as is_new:
            if is_new and name in OF_AN_INSTALLATION:
                raise NotAlone  # the server is there, and whoever opens the site is about to make this
            if is_new and name != "restore":
                with alone():
                    execute_from_command_line([program, "prepare"])
            execute_from_command_line([program, name, *rest])
    except NotAlone:
        sys.exit(NOT_OPEN_YET.format(home=home.home()))
    except postgres.NoServer as why:
        sys.exit(str(why))
    except KeyboardInterrupt:
        sys.exit(130)


def _home(name: str) -> AbstractContextManager[None]:
    if name == "restore":
        return empty_home.filled()
    empty_home.refuse_half_a_restore()
    return nullcontext()


@contextmanager
def _database(name: str) -> Iterator[bool]:
    """The embedded database, where this command needs it; True when it was made just now."""
    if name in OPENING:
        built_pages.refuse_without()
    if name in WITHOUT_DATABASE or "DATABASE_URL" in os.environ:
        yield False
    elif name in OF_AN_INSTALLATION and not postgres.exists():
        raise postgres.NoServer(NO_INSTALLATION.format(home=home.home()))
    else:
        if not postgres.exists():
            built_pages.refuse_without()
        with postgres.used():
            yield postgres.make_database(postgres.NAME)
