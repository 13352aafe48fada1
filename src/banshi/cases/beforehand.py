"""What there is to know of a unit before a case about it is opened: what is registered of it, and what is under way."""

from dataclasses import dataclass

from banshi.cases import queries, worklists
from banshi.cases.lookups import About, gathered
from banshi.cases.sight import Line
from banshi.catalogue import shelf
from banshi.define import AnswersOf, Claim, Filing, Lookup, Matter
from banshi.ledger import clock
from banshi.lib.actor import Actor
from banshi.records import queries as records
from banshi.records.queries import RecordSight


@dataclass(frozen=True)
class Beforehand:
    """`words` say why no case can be opened, empty when one can; `instead` are the matters to turn to, as key and title. `cases` are
    those the actor may see: the one that registered the unit, and those under way beside which a new one could not be reported.
    `warned` says what else would keep a new one from being reported."""

    words: str
    instead: list[tuple[str, str]]
    cases: list[Line]
    warned: list[str]


def known(actor: Actor, pack: str, matter: Matter, subject: int, name: str) -> Beforehand:
    """What the actor should know before they open a case of a pack's matter about the unit of that name."""
    record = registered(matter, subject)
    words = obstacle(pack, matter, record, name)
    others = _others(pack, matter) if words else []
    return Beforehand(
        words,
        [(each.key, each.title) for each in others if queries.may_file(actor, pack, each)],
        worklists.about(actor, subject, _rivals(pack, matter), record.case if record and words else None),
        forewarned(pack, matter, subject),
    )


def hindered(actor: Actor, pack: str, matter: Matter, subject: int) -> bool:
    """True when something is known that would keep a new case of a matter about a unit from being reported."""
    return bool(under_way(actor, pack, matter, subject) or forewarned(pack, matter, subject))


def under_way(actor: Actor, pack: str, matter: Matter, subject: int) -> list[Line]:
    """The cases about a unit that the actor may see and beside which one of this matter could not be reported; drafts are among them."""
    rivals = _rivals(pack, matter)
    return worklists.about(actor, subject, rivals, None) if rivals else []


def forewarned(pack: str, matter: Matter, subject: int) -> list[str]:
    """What the rules that go by nothing but what a unit has filed in other matters have against a report, before anything is typed."""
    asked = [rule for rule in matter.rules if not rule.on and rule.lookups and all(map(_elsewhere, rule.lookups))]
    if not asked:
        return []
    looked_up = gathered(About(pack, matter, subject), asked, {})
    nothing_typed = Filing(answers={}, today=clock.today(), lookups=looked_up)
    return [problem.words for rule in asked for problem in rule.problems(nothing_typed) if problem.blocks]


def _elsewhere(lookup: Lookup) -> bool:
    return isinstance(lookup, AnswersOf)


def registered(matter: Matter, subject: int) -> RecordSight | None:
    """The live record of a unit in the register a matter is about; None where it is about none, or the unit is not in it."""
    register = matter.begins_with or matter.enters
    return records.live(subject, register) if register else None


def obstacle(pack: str, matter: Matter, record: RecordSight | None, name: str) -> str:
    """Why no case of a matter can be opened about a unit of which this is registered; empty when one can."""
    others = "、".join(each.title for each in _others(pack, matter))
    if matter.starts_from and record is None:
        return f"{name}还没有登记，不能办理{matter.title}" + (f"；应先办理{others}。" if others else "。")
    if matter.enters and record is not None:
        stands = f"{name}已经登记（时期 {record.period.isoformat()}），不能再办理{matter.title}"
        return stands + (f"；可以办理{others}。" if others else "。")
    return ""


def _others(pack: str, matter: Matter) -> list[Matter]:
    """The matters on the other side of the register: those that start from it, or those by which a unit enters it."""
    matters = shelf.pack(pack).matters
    if matter.enters:
        return [each for each in matters if each.starts_from == matter.enters]
    return [each for each in matters if each.enters == matter.starts_from]


def _rivals(pack: str, matter: Matter) -> list[str]:
    """The matters ("pack/matter") whose cases claim the same unit as those of this one."""
    mine = _unit_claims(matter)
    return [f"{pack}/{each.key}" for each in shelf.pack(pack).matters if mine & _unit_claims(each)]


def _unit_claims(matter: Matter) -> set[str]:
    """The scopes in which a report of the matter claims the unit itself, by its code or its name."""
    unit = {field.key for field in matter.form.fields() if field.fact in ("code", "name") and field.read_only}
    return {each.scope for each in matter.flow.report.effects if isinstance(each, Claim) and each.of in unit}
