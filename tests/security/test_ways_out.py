"""S13: the house asks nobody but whom its operator has set. Few modules can open a connection, and none takes an address from a form."""

import ast
from collections.abc import Iterator
from pathlib import Path

import banshi

SRC = Path(banshi.__file__).parent
OPENERS = {"socket", "ssl", "urllib.request", "http.client", "smtplib", "ftplib", "requests", "httpx", "aiohttp"}
# Where a connection may begin, and to whom: a gateway or an old system of the settings, the virus scanner of the settings, the house
# itself. How such a connection is kept within its time is `in_time`'s.
MAY = {
    "carriers/in_time.py": "urllib.request, http.client, socket",
    "carriers/posting.py": "urllib.request",
    "files/scanner.py": "socket",
    "jobs/management/commands/run.py": "urllib.request, socket",
    "lib/postgres.py": "socket",
}


def opened(path: Path) -> Iterator[str]:
    """What a module brings in that can open a connection; to name a fault of one is none."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in OPENERS)
        if isinstance(node, ast.ImportFrom) and any(not alias.name.endswith("Exception") for alias in node.names):
            yield from {node.module or ""} & OPENERS


def test_S13_only_the_carriers_and_the_scanner_reach_out() -> None:
    """Red when a page or a pack learns to fetch: what somebody typed could then be asked for from inside the house."""
    modules = {str(path.relative_to(SRC)): set(opened(path)) for path in SRC.rglob("*.py")}
    assert {name: found for name, found in modules.items() if found} == {
        name: set(said.split(", ")) for name, said in MAY.items()
    }


def test_S13_what_is_asked_for_is_an_address_of_the_settings() -> None:
    """Red when somebody asks at an address that came another way. A platform's own is opened where the settings name its origin."""
    calls = [
        (str(path.relative_to(SRC)), ast.unparse(node.args[0]))
        for path in SRC.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("posting.post", "posting.post_form")
    ]
    assert sorted(calls) == [
        ("carriers/old_systems.py", "address"),
        ("carriers/platforms.py", "address"),
        ("carriers/sms.py", "settings.SMS_URL"),
    ]
    assert "address = settings.OLD_SYSTEMS.get(system, '')" in ast.unparse(
        ast.parse((SRC / "carriers/old_systems.py").read_text())
    )
