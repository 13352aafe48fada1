"""The packs as they lie on the shelf today. The only place in the house that opens one."""

import traceback
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import TypeVar

import banshi.packs
from banshi.define import ADMINISTERS, SEATS, Layout, Matter, Pack, Paper, Roster, Seats, SignIn, SignUp
from banshi.define.fault import Fault
from banshi.define.faults import faults
from banshi.define.snapshot import Codes
from banshi.lib.canon import digest
from banshi.lib.refusals import NotFound

W = TypeVar("W", Pack, Matter, Paper, Layout, SignIn, SignUp)


@cache
def packs() -> dict[str, Pack]:
    """Every pack that opens, by key, in the order of their titles."""
    opened = {name: _opened(name) for name in _names() if not opening_fault(name)}
    return dict(sorted(opened.items(), key=lambda item: item[1].title))


def pack(key: str) -> Pack:
    """The pack of that key. Raises NotFound."""
    if key not in packs():
        raise NotFound
    return packs()[key]


def signs_up() -> Pack | None:
    """The pack at whose door people sign up by themselves; None where none lets them."""
    return next((pack for pack in packs().values() if pack.sign_in.signs_up), None)


def door_of_persons() -> Pack:
    """The same, where there must be one. Raises NotFound."""
    found = signs_up()
    if found is None:
        raise NotFound
    return found


def sign_up(pack: Pack) -> SignUp:
    """What a pack says of signing up. Raises NotFound where it lets nobody."""
    said = pack.sign_in.signs_up
    if said is None:
        raise NotFound
    return said


def person_role(pack: Pack) -> str:
    """What whoever has signed up at its door holds ("pack/role"). Raises NotFound where nobody can."""
    return f"{pack.key}/{sign_up(pack).role}"


def matter(pack_key: str, key: str) -> Matter:
    """A matter as its pack says it today. Raises NotFound."""
    found = [each for each in pack(pack_key).matters if each.key == key]
    if not found:
        raise NotFound
    return found[0]


def rosters(pack_key: str) -> dict[str, Roster]:
    """The rosters of a pack, by the matter whose reports they list."""
    listed = (page for menu in pack(pack_key).menus for page in menu.pages)
    return {page.matter: page for page in listed if isinstance(page, Roster)}


def papers(pack_key: str) -> dict[str, Paper]:
    """The papers of a pack by key; one that several matters issue stands once."""
    return {paper.key: paper for matter in pack(pack_key).matters for paper in matter.papers}


def paper(pack_key: str, key: str) -> Paper:
    """A paper as its pack says it today. Raises NotFound."""
    if key not in papers(pack_key):
        raise NotFound
    return papers(pack_key)[key]


def trees() -> dict[str, str]:
    """What people call each tree that units stand in: the titles of the packs whose matters are filed there, or whose people sign up."""
    found: dict[str, list[str]] = {}
    for pack in packs().values():
        signs_up = pack.sign_in.signs_up
        for tree in {matter.may_file.tree for matter in pack.matters} | ({signs_up.tree} if signs_up else set()):
            found.setdefault(tree, []).append(pack.title)
    return {tree: "、".join(titles) for tree, titles in found.items()}


@cache
def seats() -> Seats:
    """What goes with each seat of a unit's own people, of whatever pack: roles, and the trees in which the matters they file are filed."""
    found: dict[str, dict[str, tuple[str, ...]]] = {seat: {} for seat in (*SEATS, ADMINISTERS)}
    for pack in packs().values():
        for role in (role for role in pack.roles if role.seat):
            filed = {matter.may_file.tree for matter in pack.matters if role.key in matter.may_file.roles}
            found[role.seat][f"{pack.key}/{role.key}"] = tuple(sorted(filed))
    return found


def codes(matter: str) -> Codes:
    """Today's code of the rules of a matter ("pack/matter"), by rule code."""
    pack_key, _, key = matter.partition("/")
    return {rule.code: rule.check for each in pack(pack_key).matters if each.key == key for rule in each.rules}


@cache
def code_digest(pack_key: str) -> str:
    """SHA-256 over a pack's Python files: which code judged a submission."""
    folder = _folder(pack_key)
    return digest({path.name: path.read_text() for path in sorted(folder.glob("*.py"))})


def all_faults() -> list[Fault]:
    """What keeps packs from opening, and every fault of those that open."""
    found: list[Fault] = []
    for name in _names():
        opening = opening_fault(name)
        found += [opening] if opening else faults(_opened(name))
    return found


@cache
def opening_fault(name: str) -> Fault | None:
    """Why a pack does not open or cannot be looked at, with the line that stopped it; None when it can."""
    try:
        opened = _opened(name)
        faults(opened)
    except Exception as stop:  # noqa: BLE001 (a pack is somebody's text: whatever it raises is a fault of the pack, never of the site)
        return Fault(f"服务包“{name}”打不开：{stop}", _last_line(stop, name))
    if opened.key != name:
        return Fault(f"服务包的键“{opened.key}”应与文件夹名“{name}”相同", opened.place)
    return None


def _names() -> list[str]:
    return sorted(module.name for module in iter_modules(banshi.packs.__path__) if module.ispkg)


def _folder(name: str) -> Path:
    return Path(next(iter(banshi.packs.__path__))) / name


def _opened(name: str) -> Pack:
    module: ModuleType = import_module(f"banshi.packs.{name}.pack")
    said: Pack = module.PACK
    folder = _folder(name)
    guide = (folder / said.guide).read_text() if said.guide else ""
    matters = tuple(_with_layouts(matter, folder) for matter in said.matters)
    return _same_place(said, replace(said, guide=guide, sign_in=_with_agreement(said.sign_in, folder), matters=matters))


def _with_agreement(said: SignIn, folder: Path) -> SignIn:
    if said.signs_up is None:
        return said
    filled = replace(said.signs_up, agreement=(folder / said.signs_up.agreement).read_text())
    return _same_place(said, replace(said, signs_up=_same_place(said.signs_up, filled)))


def _with_layouts(matter: Matter, folder: Path) -> Matter:
    return _same_place(matter, replace(matter, papers=tuple(_paper(paper, folder) for paper in matter.papers)))


def _paper(paper: Paper, folder: Path) -> Paper:
    return _same_place(paper, replace(paper, layouts=tuple(_layout(layout, folder) for layout in paper.layouts)))


def _layout(layout: Layout, folder: Path) -> Layout:
    return _same_place(layout, replace(layout, text=(folder / "papers" / layout.file).read_text()))


def _same_place(said: W, filled: W) -> W:
    """A filled-in word still points at the line where the pack said it."""
    object.__setattr__(filled, "_place", said.place)
    return filled


def _last_line(stop: Exception, name: str) -> str:
    """The deepest line of the pack's own folder in the traceback, or of the file that could not be read as Python."""
    if isinstance(stop, SyntaxError) and stop.filename:
        return f"{stop.filename}:{stop.lineno}"
    own = [
        f"{at.filename}:{at.lineno}"
        for at in traceback.extract_tb(stop.__traceback__)
        if f"packs/{name}" in at.filename
    ]
    return own[-1] if own else str(_folder(name) / "pack.py")
