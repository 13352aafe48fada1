"""What a form's pickers and a pack's rules may ask the rest of the house, answered for one case."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from banshi.cases.ahead import Ahead
from banshi.cases.models import Case, Facet
from banshi.catalogue import queries as catalogue
from banshi.define import (
    AnswersOf,
    CasesOf,
    Field,
    Form,
    Industry,
    Lookup,
    Matter,
    Organisation,
    OtherCase,
    RecordOf,
    Region,
    Rule,
    SameAnswers,
    Table,
    UnitCoded,
    UnitOf,
    UnitsBelow,
    UnitsNamed,
)
from banshi.forms.workbooks.naming import CodeLists
from banshi.lib.spelled import Spelled, spelled
from banshi.people import queries as people
from banshi.records import queries as records

PAGE = 20
PROVINCE = 2  # figures of the code of a province
Reference = dict[str, str]
# Code lists, by the kind of field that picks from them.
LISTS: dict[type[Field], str] = {Region: "region", Industry: "industry"}
Resolve = Callable[[Field, str], Reference | None]


@dataclass(frozen=True)
class About:
    """What a look-up is asked for: a draft of a matter of a pack, about a unit, in a case where there is one already. `known` keeps what
    many drafts of one workbook would ask again and again; `ahead` is what this press has moved already
    and not written yet."""

    pack: str
    matter: Matter
    subject: int
    case: int | None = None
    known: dict[Any, Any] = field(default_factory=dict, compare=False)
    ahead: Ahead = field(default_factory=Ahead, compare=False)

    def once(self, asked: Hashable, ask: Callable[[], Any]) -> Any:
        """What is known under `asked`; what `ask` finds where nothing is known yet."""
        if asked not in self.known:
            self.known[asked] = ask()
        return self.known[asked]


def resolver(about: About) -> Resolve:
    """A function that turns a code in a picker's field into {"code", "name"}, or None where the field may not hold it."""

    def resolve(field: Field, code: str) -> Reference | None:
        found: Reference | None = None
        if listed := LISTS.get(type(field)):
            found = about.once((listed, code), lambda: catalogue.code(listed, code))
        elif isinstance(field, Organisation):
            asked = (about.subject, field.tree, field.among, code)
            found = about.once(asked, lambda: people.pickable(*asked))
        return found

    return resolve


def code_lists(form: Form, within: str = "", unit: int | None = None) -> CodeLists:
    """The code lists that a form's pickers pick from, whole; of the places only those of a province, by its first figures, where every
    picker of them is a local one; and the units that the filing `unit` may pick."""
    asked = [field for each in form.fields() for field in (each, *(each.columns if isinstance(each, Table) else ()))]
    found: dict[type[Field], list[tuple[str, str]]] = {
        kind: catalogue.code_list(listed)
        for kind, listed in LISTS.items()
        if any(isinstance(each, kind) for each in asked)
    }
    if all(each.local for each in asked if isinstance(each, Region)) and Region in found:
        found[Region] = [entry for entry in found[Region] if entry[0].startswith(within)]
    pickers = {(each.tree, each.among) for each in asked if isinstance(each, Organisation) and not each.read_only}
    if unit and pickers:
        found[Organisation] = people.all_pickable(unit, pickers)
    return found


def choices(subject: int, matter: Matter, field: Field, text: str, after: str) -> list[Reference]:
    """A page of what may be picked in a field of a matter, by part of the name or the beginning of the code, of places those of the own
    province first; `after` is the code where the last page ended."""
    if isinstance(field, Region):
        home = province(subject, matter)
        return catalogue.find_codes(LISTS[Region], text, after, within=home if field.local else "", home=home)
    if listed := LISTS.get(type(field)):
        return catalogue.find_codes(listed, text, after)
    if isinstance(field, Organisation):
        return people.find_pickable(subject, field.tree, field.among, text, after)
    return []


def province(unit: int, matter: Matter) -> str:
    """The province of the agency above a unit, by the first figures of its code; empty where none is known."""
    return str(people.unit_facts(unit, matter.may_file.tree)["jurisdiction"] or "")[:PROVINCE]


def home_province(matter: Matter) -> str:
    """The same for whoever is not known yet: the one province of all agencies a matter goes to; empty where there are several."""
    found = {region[:PROVINCE] for region in people.jurisdictions(matter.may_file.tree)}
    return found.pop() if len(found) == 1 else ""


def gathered(about: About, rules: Iterable[Rule], answers: dict[str, Any]) -> dict[str, Any]:
    """Every look-up these rules declare, by name."""
    wanted = {lookup.name: lookup for rule in rules for lookup in rule.lookups}
    return {name: _answer(lookup, about, answers) for name, lookup in wanted.items()}


def _answer(lookup: Lookup, about: About, answers: dict[str, Any]) -> Any:
    if isinstance(lookup, SameAnswers):
        return _same(lookup, about, answers)
    if isinstance(lookup, CasesOf):
        return _how_many(lookup, about)
    if isinstance(lookup, AnswersOf):
        return _newest(lookup, about)
    chosen = answers.get(lookup.of) if isinstance(lookup, UnitOf | UnitCoded | UnitsNamed) else None
    return about.once((lookup, about.subject, str(chosen)), lambda: _of_units(lookup, about.subject, chosen))


def _how_many(lookup: CasesOf, about: About) -> int:
    kept: int = about.once((lookup, about.subject), lambda: _of_unit(lookup, about).count())
    going = about.ahead.of_unit(f"{about.pack}/{lookup.matter}", about.subject)
    return kept + sum((each.to in lookup.states) - (each.was in lookup.states) for each in going)


def _newest(lookup: AnswersOf, about: About) -> Any:
    going = about.ahead.of_unit(f"{about.pack}/{lookup.matter}", about.subject)
    gone = [each.case for each in going]
    newest = _of_unit(lookup, about).exclude(pk__in=gone).order_by("-pk").values_list("pk", "submission__answers")
    kept = about.once((lookup, about.subject, len(gone)), newest.first)
    found = [(each.case, each.answers) for each in going if each.to in lookup.states] + ([kept] if kept else [])
    return max(found, key=lambda each: each[0])[1] if found else None


def _of_unit(lookup: CasesOf | AnswersOf, about: About) -> QuerySet[Case]:
    return Case.objects.filter(subject=about.subject, matter=f"{about.pack}/{lookup.matter}", state__in=lookup.states)


def _same(lookup: SameAnswers, about: About, answers: dict[str, Any]) -> list[OtherCase]:
    """The index finds those with the same first answer; few hold it, so the rest is compared here."""
    first = spelled(str(answers.get(lookup.of[0]) or ""))
    if not first:
        return []
    if (lookup, first) not in about.known:
        _look_up(lookup, about, {first})
    going = about.ahead.holding(f"{about.pack}/{about.matter.key}", lookup.of[0], first)
    held = [each for each in about.known[lookup, first] if each[0] not in about.ahead.cases]
    held += [(each.case, each.subject, each.answers) for each in going if each.to in lookup.states]
    return [
        OtherCase(subject == about.subject, filed)
        for case, subject, filed in held
        if case != about.case
        and all(_as_compared(filed.get(key)) == _as_compared(answers.get(key)) for key in lookup.of)
    ]


def _as_compared(answer: Any) -> Any:
    return spelled(answer) if isinstance(answer, str) else answer


def foresee(about: About, drafts: Sequence[Mapping[str, Any]]) -> None:
    """Looks up at once what every `SameAnswers` of the rules that judge these drafts will ask, and the codes that stand in their
    pickers."""
    asked = [each for rule in about.matter.rules if not rule.on for each in rule.lookups]
    for lookup in [each for each in asked if isinstance(each, SameAnswers)]:
        _look_up(lookup, about, {spelled(each) for each in _typed(drafts, lookup.of[0])})
    for picker in about.matter.form.fields():
        if listed := LISTS.get(type(picker)):
            codes = _typed(drafts, picker.key)
            found = catalogue.entries(listed, codes)
            about.known.update({(listed, code): found.get(code) for code in codes})


def _typed(drafts: Iterable[Mapping[str, Any]], key: str) -> set[str]:
    """What stands in a field of drafts; of what was picked, the code."""
    held = (draft.get(key) for draft in drafts)
    return {str(typed.get("code", "") if isinstance(typed, dict) else typed) for typed in held if typed}


def _look_up(lookup: SameAnswers, about: About, firsts: Collection[str]) -> None:
    """Who holds these first answers, as they are `spelled`, for `about.known`."""
    held: dict[str, list[tuple[int, int, Any]]] = {first: [] for first in firsts}
    rows = Facet.objects.annotate(spelled=Spelled("text")).filter(
        matter=f"{about.pack}/{about.matter.key}",
        key=lookup.of[0],
        spelled__in=list(firsts),
        case__state__in=lookup.states,
    )
    for text, *other in rows.values_list("spelled", "case", "case__subject", "case__submission__answers"):
        held[str(text)].append(tuple(other))
    about.known.update({(lookup, first): found for first, found in held.items()})


def _of_units(lookup: Lookup, subject: int, chosen: Any) -> Any:
    if isinstance(lookup, RecordOf):
        found = records.live(subject, lookup.register)
        return found.answers if found else None
    if isinstance(lookup, UnitOf) and chosen:
        return people.facts_by_code(chosen["code"], lookup.tree)
    if isinstance(lookup, UnitsBelow):
        return people.units_below(subject, lookup.tree)
    if isinstance(lookup, UnitCoded):
        return people.name_of_code(str(chosen or ""))
    if isinstance(lookup, UnitsNamed):
        return people.others_named(str(chosen or ""), subject)
    return None
