"""A flow: states, whose turn it is in each, and the moves between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from banshi.define.conditions import Condition
from banshi.define.terms import Term
from banshi.define.word import Word


@dataclass(frozen=True)
class Desk(Word):
    """Base of the closed list of desks: whose turn it is."""


@dataclass(frozen=True)
class Filer(Desk):
    """The unit that filed (or the person, where a matter is a person's own)."""


@dataclass(frozen=True)
class Road(Desk):
    """Base of the desks on a submission's road: where somebody decides. Who they are is frozen when the case is reported."""


@dataclass(frozen=True)
class Superiors(Road):
    """The superiors of the unit in a named tree, one after the other up to the root, or only those so many levels below the root (0 is the
    root itself) as `tiers` says; frozen when the case is reported."""

    tree: str
    tiers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Administrator(Road):
    """The unit answered in `of`, where somebody administers it; else the agency at the root of the matter's tree."""

    of: str


@dataclass(frozen=True)
class Decider(Desk):
    """The unit whose move ended the case."""


FILER, DECIDER = Filer(), Decider()


@dataclass(frozen=True, kw_only=True)
class State(Word):
    """Where a case can stand. A state without a desk is an end. `editable` lets the desk change answers and materials."""

    key: str
    title: str
    desk: Desk | None = None
    editable: bool = False


@dataclass(frozen=True)
class Effect(Word):
    """Base of the closed list of effects: packs ask for them, the core performs them in the move's transaction."""


@dataclass(frozen=True)
class KeepRecord(Effect):
    """The submission's answers become the record of the unit in `register`; its period is the answer to `period`, or the day of
    the decision. A matter that starts from the record ends it by this one; any other may only keep a unit's first."""

    register: str
    period: str = ""


@dataclass(frozen=True)
class EndRecord(Effect):
    """The record of the unit that the case started from ends, and nothing takes its place."""

    register: str


@dataclass(frozen=True)
class RenewUnit(Effect):
    """What the house knows of the unit (name, codes, region) is renewed from the answers to the fields that carry such a fact."""


@dataclass(frozen=True, kw_only=True)
class Publish(Effect):
    """结果公示: what was decided (`result`, such as 准予许可) is told to everybody, with the unit, the answers in `shown` as they are, and
    of those in `masked`, names of people, nothing but the first character; where `when` holds; and the numbers of the papers
    that the move has issued before. A person's own name is masked, too. A decision that is taken back withdraws it."""

    result: str
    shown: tuple[str, ...] = ()
    masked: tuple[str, ...] = ()
    when: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class AddUnit(Effect):
    """From the decision on, a unit of the name answered in `name` stands in the matter's tree, below the unit answered in `parent` or,
    without one, below the unit the case is about. Its code is the answer to `code`; where there is none, the house gives it the next of
    `series`: two capital letters, a serial number and the check character of GB 11714. For an `investee` the unit above it files. A
    decision that added a unit cannot be taken back: others may have built on it. With `top` it stands directly below the agency; `uscc`
    and `region` are answered, too, where they are named."""

    name: str
    code: str = ""
    series: str = ""
    parent: str = ""
    investee: bool = False
    top: bool = False
    uscc: str = ""
    region: str = ""


@dataclass(frozen=True)
class Bind(Effect):
    """From the decision on, the person whose case it is belongs to the unit they chose (`Matter.binds`), in the seat they asked for. The
    first of a unit administers it as well; once it is administered, nobody but its own administrator lets anybody in."""


@dataclass(frozen=True)
class CloseUnit(Effect):
    """The unit is closed: nobody files for it any more."""


@dataclass(frozen=True)
class ReissuePaper(Effect):
    """The unit's latest paper of these kinds of the pack is issued anew under a new number; the old one is replaced."""

    papers: tuple[str, ...]


@dataclass(frozen=True)
class IssuePaper(Effect):
    """Issues the paper of that key where `when` holds of the answers."""

    paper: str
    when: Condition | None = None


@dataclass(frozen=True)
class Claim(Effect):
    """Claims the answer to `of` within `scope` while the case lives: no other case may hold it, however it is spelled; with `own`, no
    other of the same unit. When the case ends it is free again; with `lasts` a case that was decided keeps it."""

    scope: str
    of: str
    own: bool = False
    lasts: bool = False


@dataclass(frozen=True)
class NameFiler(Effect):
    """From the decision on, the unit answered in `files` may file for the unit answered in `unit`; where `when` holds."""

    unit: str
    files: str
    when: Condition | None = None


@dataclass(frozen=True)
class EndNaming(Effect):
    """From the decision on, the unit answered in `files` may no longer file for the unit answered in `unit`; where `when` holds."""

    unit: str
    files: str
    when: Condition | None = None


Opinion = Literal["none", "optional", "required"]


@dataclass(frozen=True, kw_only=True)
class Move(Word):
    """What somebody may do with a case.

    `by` are the roles that may; `seat` is where they must sit, when that is not the desk of the state the case is in.
    `reports`: the answers are cleaned, the rules run and a submission is frozen. `climbs`: with `Superiors`, the case goes to the
    next superior and takes `to` only after the last one. `untouched`: only while nobody has acted since the report.
    `phrases` are opinions offered for choosing; `confirm` is asked before the press counts. `takes_back`: the decision that ended
    the case is undone, with all its effects, and the case lies on the last desk again. `corrects`: what reviewers have pinned to cells,
    rows and materials (补正项) goes to the filer with this move, all at once; a required opinion may then be left out. `once`: not a second
    time in the life of a case. `extends`: the limit of that key runs longer by its extension. A move without `by` is the house's own,
    made when a limit lapses. `internal`: what is said with it is between the desks; who files does not read it, and no paper tells it.
    `refuses`: it says no, or ends for good what cannot be had back; it is shown in red, and nothing else is.
    """

    key: str
    title: str
    start: tuple[str, ...]
    to: str
    by: tuple[str, ...] = ()
    seat: Desk | None = None
    opinion: Opinion = "none"
    phrases: tuple[str, ...] = ()
    confirm: str = ""
    reports: bool = False
    climbs: bool = False
    untouched: bool = False
    takes_back: bool = False
    corrects: bool = False
    once: bool = False
    extends: str = ""
    internal: bool = False
    refuses: bool = False
    effects: tuple[Effect, ...] = ()

    @property
    def issues(self) -> set[str]:
        """The kinds of paper it issues, for the first time or once more."""
        first = {effect.paper for effect in self.effects if isinstance(effect, IssuePaper)}
        return first.union(*(effect.papers for effect in self.effects if isinstance(effect, ReissuePaper)))


@dataclass(frozen=True, kw_only=True)
class Flow(Word):
    """The flow of a matter; a new case stands in the first state. `terms` are the limits that run under it."""

    states: tuple[State, ...]
    moves: tuple[Move, ...]
    terms: tuple[Term, ...] = ()

    @property
    def first(self) -> State:
        """Where a case begins."""
        return self.states[0]

    @property
    def report(self) -> Move:
        """The move by which a case is filed; pages call the act by its title. `banshi check` sees to it that there is one."""
        return next(move for move in self.moves if move.reports)

    @property
    def sending_back(self) -> Move | None:
        """The move that takes what was pinned to the filer; None where there is none."""
        return next((move for move in self.moves if move.corrects), None)

    @property
    def corrects_by_paper(self) -> bool:
        """True where an issued paper, with a number, tells the filer what is to be corrected."""
        back = self.sending_back
        return back is not None and any(isinstance(effect, IssuePaper) for effect in back.effects)

    def taking_up(self, state: State) -> Move | None:
        """The move by which a filer takes up again what was returned to them, to change it; None in every other state."""
        if state.editable or state.desk != FILER:
            return None
        moves = (move for move in self.moves_from(state.key) if not move.reports and not move.takes_back)
        return next((move for move in moves if self.state(move.to).editable), None)

    def state(self, key: str) -> State:
        """The state of that key. Raises KeyError."""
        for state in self.states:
            if state.key == key:
                return state
        raise KeyError(key)

    def move(self, key: str) -> Move:
        """The move of that key. Raises KeyError."""
        for move in self.moves:
            if move.key == key:
                return move
        raise KeyError(key)

    def term(self, key: str) -> Term:
        """The limit of that key. Raises KeyError."""
        for term in self.terms:
            if term.key == key:
                return term
        raise KeyError(key)

    def roles_at(self, state: str) -> set[str]:
        """The roles in which somebody at the desk of a state may move a case there."""
        return {role for move in self.moves_from(state) if move.seat is None for role in move.by}

    def roles_issuing(self, paper: str) -> set[str]:
        """The roles that make a move which issues a kind of paper."""
        return {role for move in self.moves if paper in move.issues for role in move.by}

    def roles_publishing(self) -> set[str]:
        """The roles that make a move by which what was decided is told to everybody."""
        told = (move for move in self.moves if any(isinstance(effect, Publish) for effect in move.effects))
        return {role for move in told for role in move.by}

    def moves_from(self, state: str) -> Iterator[Move]:
        """The moves that start in a state."""
        return (move for move in self.moves if state in move.start)
