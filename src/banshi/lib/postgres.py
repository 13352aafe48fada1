"""The embedded PostgreSQL: its own folder, a socket only its owner can reach, and two roles.

Whoever uses the server holds a shared lock while it does. The server is started for the first and stopped after the last, also when
that one is killed: a guard waits for the lock outside every process of ours.
"""

import fcntl
import os
import shlex
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, LiteralString

import psycopg
from psycopg import sql

from banshi.lib import home
from banshi.lib import postgres_programs as programs
from banshi.lib.postgres_programs import NoServer

__all__ = [
    "APP",
    "NAME",
    "OWNER",
    "NoServer",
    "exists",
    "make_database",
    "password",
    "running",
    "socket_folder",
    "superuser",
    "used",
]

NAME = "banshi"
OWNER = "banshi_owner"
APP = "banshi_app"
SUPERUSER = "postgres"
LONGEST_SOCKET = 100  # bytes; the system allows 107 and the file's own name is added

CLUSTER = ("--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C")
SERVER = (
    "-c listen_addresses= -c max_connections=200 -c random_page_cost=1.1"  # as fast as page by page, on today's disks
)
STOP = ("stop", "--mode", "fast", "--wait")
_guards: list[subprocess.Popen[bytes]] = []  # of this process

# Only for a server that is thrown away after the tests.
FORGETFUL = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@contextmanager
def used(*, durable: bool = True) -> Iterator[None]:
    """The server runs as long as this lasts, and as long as anybody else needs it. Raises NoServer with what to do."""
    programs.adopt_orphans()
    with _lock("users.lock") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        start(durable=durable)
        try:
            yield
        finally:
            with suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _stop()


def start(*, durable: bool = True) -> None:
    """Starts the server unless it runs, making the cluster on first use; for those who hold `used` and see it die."""
    with _lock("start.lock") as starting:
        fcntl.flock(starting, fcntl.LOCK_EX)
        if not _data().exists():
            _create_cluster()
        if not running():
            _start(durable=durable)
            pg_ctl = str(programs.folder() / "pg_ctl")
            guard = ["flock", "--exclusive", str(_root() / "users.lock"), pg_ctl, *STOP, "--pgdata", str(_data())]
            _guards.append(programs.leave_behind(guard))
        _create_roles()


def exists() -> bool:
    """True when this installation has a database of its own. Asking makes nothing."""
    return (home.home() / "postgres" / "data").is_dir()


def running() -> bool:
    """True when a server listens on our socket."""
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(socket_folder() / ".s.PGSQL.5432")) == 0


def socket_folder() -> Path:
    """Where the server listens; nobody but its own user (and root) can enter. There is no TCP."""
    return _root() / "socket"


def password(role: str) -> str:
    """The password of a role, from this installation's secrets."""
    return home.secret(f"database_{role}").hex()


def superuser(database: str = "postgres") -> psycopg.Connection:
    """A connection that may do everything, autocommitting; for making databases, never for the application."""
    return psycopg.connect(
        host=str(socket_folder()), dbname=database, user=SUPERUSER, password=password(SUPERUSER), autocommit=True
    )


# The application reads and writes rows; it makes, alters and empties nothing. Tables that are only appended to take more away, each
# in its own migration.
GRANTS: tuple[LiteralString, ...] = (
    "REVOKE ALL ON DATABASE {name} FROM PUBLIC",
    "GRANT CONNECT ON DATABASE {name} TO {app}",
    "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    "ALTER SCHEMA public OWNER TO {owner}",
    "GRANT USAGE ON SCHEMA public TO {app}",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT USAGE, SELECT ON SEQUENCES TO {app}",
)


def make_database(name: str, template: str = "template0") -> bool:
    """Makes a database of the owner role in which the application may work and build nothing. False when there is one already."""
    words = {"name": name, "template": template, "owner": OWNER, "app": APP}
    names = {key: sql.Identifier(word) for key, word in words.items()}
    with superuser() as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext('banshi make_database'))")  # until this connection ends
        is_new = not connection.execute("SELECT FROM pg_database WHERE datname = %s", [name]).rowcount
        if is_new:
            connection.execute(sql.SQL("CREATE DATABASE {name} OWNER {owner} TEMPLATE {template}").format(**names))
        with superuser(name) as inside:
            for grant in GRANTS:
                inside.execute(sql.SQL(grant).format(**names))
    return is_new


def _create_cluster() -> None:
    """Beside its place and moved there when it is whole: nobody finds half of one."""
    if len(bytes(socket_folder())) > LONGEST_SOCKET:
        raise NoServer(f"路径太长，数据库的套接字放不下：{socket_folder()}。请把 BANSHI_HOME 换成短一些的路径。")
    fresh = _data().with_name("data.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for folder in (fresh, socket_folder()):
        folder.mkdir(exist_ok=True)
        folder.chmod(0o700)
        programs.give(folder)
    word = socket_folder() / "word"
    word.write_text(password(SUPERUSER))
    programs.give(word)
    try:
        programs.run("initdb", "--pgdata", str(fresh), "--username", SUPERUSER, "--pwfile", str(word), *CLUSTER)
    finally:
        word.unlink()
    fresh.rename(_data())


def _start(*, durable: bool) -> None:
    _forget_the_dead()
    log = _root() / "log"
    log.touch(0o600)
    programs.give(log)
    options = " ".join(["-k", shlex.quote(str(socket_folder())), SERVER, "" if durable else FORGETFUL])
    try:
        programs.run("pg_ctl", "start", "--pgdata", str(_data()), "--wait", "--log", str(log), "--options", options)
    except NoServer as why:
        last_words = "\n".join(log.read_text(errors="replace").splitlines()[-5:])
        raise NoServer(f"嵌入式 PostgreSQL 没有启动（日志在 {log}）：{why}\n{last_words}") from why


def _stop() -> None:
    """Stops the server, and the guards that wait for the same; what was our child is buried."""
    if running():
        server = int(_pid_file().read_text().split("\n", 1)[0])
        programs.run("pg_ctl", *STOP, "--pgdata", str(_data()))
        with suppress(ChildProcessError):
            os.waitpid(server, 0)
    while _guards:
        guard = _guards.pop()
        guard.kill()
        guard.wait()


def _forget_the_dead() -> None:
    """A killed server leaves its process number behind, by now perhaps another program's, and PostgreSQL would not start beside it.

    Our own number in its place says that nobody is there; the rest of the file still lets PostgreSQL look for orphans of the dead.
    """
    if _pid_file().exists():
        process, rest = _pid_file().read_text().split("\n", 1)
        command = Path("/proc", process, "cmdline")
        if not (command.exists() and str(_data()) in command.read_text()):
            _replace(_pid_file(), f"{os.getpid()}\n{rest}")
            (socket_folder() / ".s.PGSQL.5432.lock").unlink(missing_ok=True)


def _replace(file: Path, text: str) -> None:
    """Whole or not at all: a disk may be full."""
    fresh = file.with_name(f"{file.name}.new")
    fresh.write_text(text)
    programs.give(fresh)
    fresh.replace(file)


def _pid_file() -> Path:
    return _data() / "postmaster.pid"


def _create_roles() -> None:
    with superuser() as connection:
        known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        for role in {OWNER, APP} - known:
            create = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(
                sql.Identifier(role), sql.Literal(password(role))
            )
            connection.execute(create)


def _root() -> Path:
    return home.passage("postgres")


def _data() -> Path:
    return _root() / "data"


@contextmanager
def _lock(name: str) -> Iterator[IO[bytes]]:
    file = _root() / name
    file.touch(0o600)
    programs.give(file)
    with file.open("ab") as stream:
        yield stream
