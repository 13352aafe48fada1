"""What each address answers to each person: the table of all doors, and what people of a pack get where they differ from it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path

from django.db import transaction

from banshi.jobs.management.commands.urls import addresses
from tests.doors.world import PEOPLE, Doors

# An address is known by its method and name; who comes by, by what the tables call them.
Door = tuple[str, str]
Answers = Mapping[Door, Mapping[str, int]]
OF_A_LIST = ("filing:worklist", "filing:arrange", "filing:move_of_row", "filing:export_worklist", "review:batch")


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text().splitlines() if line[:1].isalpha()]


TABLE: Answers = {
    (method, name): dict(zip(PEOPLE, map(int, statuses), strict=True))
    for method, name, *statuses in map(str.split, _lines(Path(__file__).parent / "table.txt"))
}


def placed() -> dict[Door, str]:
    """Every address of the site, with its pattern."""
    return {
        (method, each["name"]): each["pattern"]
        for each in addresses()
        for method in each["methods"]
        if method != "HEAD"
    }


def told_apart(file: Path, like: Mapping[str, str]) -> Answers:
    """The answers to people of a pack: what the file says of them, and else what the table says of whom they are like."""
    answers = {door: {who: said[one] for who, one in like.items()} for door, said in TABLE.items()}
    for line in _lines(file):
        door, people, statuses = line.split("|")
        method, name = door.split()
        answers[method, name] |= dict(zip(people.split(), map(int, statuses.split()), strict=True))
    return answers


def paths(world: Doors, worklist: str) -> Iterator[tuple[Door, str]]:
    """Every address with the world's values in it, where lists are asked for that list."""
    for door, pattern in placed().items():
        yield door, world.path(pattern, **({"key": worklist} if door[1] in OF_A_LIST else {}))


def unlike(said: Answers, world: Doors, people: Iterable[str], *, worklist: str) -> str:
    """What any of the people gets at any address where it is not what is said, a line each. Nothing one of them does is left for another,
    so that they share one world."""
    found = []
    for person, (door, path) in product(people, list(paths(world, worklist))):
        before = transaction.savepoint()
        status = world.client(person).generic(door[0], path).status_code
        transaction.savepoint_rollback(before)
        if status != (expected := said.get(door, {}).get(person)):
            found.append(f"{person} {' '.join(door)}: {status}, not {expected}")
    return "\n".join(found)
