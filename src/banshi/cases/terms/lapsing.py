"""What the house does by itself when days go by: a limit that is over has its effect, and those who should act are told in time."""

from dataclasses import replace

from django.db import transaction
from django.db.models import QuerySet

from banshi.cases import effects, making, queries, rules
from banshi.cases.models import Case, Term
from banshi.cases.moving import Step
from banshi.cases.terms import rules as courses
from banshi.cases.terms.queries import course_of
from banshi.catalogue import queries as catalogue
from banshi.catalogue import shelf
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import SYSTEM

PART = 200  # limits told of in one transaction
SILENCE = "“{term}”的期限已于 {last} 届满，没有作出处理。依照{law}，自 {begun} 起生效。"
WORDS = (
    "{matter}（{unit}）的“{term}”将于 {day} 到期。{ref_title} {ref}。",
    "{matter}（{unit}）的“{term}”今天到期，请尽快办理。{ref_title} {ref}。",
    "{matter}（{unit}）的“{term}”已于 {day} 到期，尚未办理。{ref_title} {ref}。",
)


def settle() -> None:
    """Makes the move that silence has, for every limit whose last day by the law is over; each case by itself, so that one that cannot be
    moved keeps no other waiting."""
    over = _over().order_by("legal_last_day").values_list("case", "key")
    for case, key in over:
        lapse(case, key)


@transaction.atomic
def lapse(number: int, key: str) -> None:
    """Makes the move that silence has for one limit of a case; what it begins counts from the day that limit began. Nothing happens where
    it is not over any more."""
    row = Case.objects.select_related("desk").get(pk=number)
    by = replace(
        SYSTEM, unit=row.desk_id, unit_name=row.desk.name if row.desk else "", roles=frozenset({f"{row.pack}/"})
    )
    case = queries.cases_to_move(by, [row.ref]).get(row.ref)
    term = _over().filter(case=number, key=key).first()
    if case is None or term is None:
        return
    said = case.matter.flow.term(key)
    move = case.matter.flow.move(said.lapses)
    opinion = SILENCE.format(term=said.title, last=term.legal_last_day, law=said.law, begun=term.begun)
    there, desk = rules.leads(case, move, case.submission)
    begins = {case.id: term.begun}
    done = effects.perform(move, case, case.submission, there, by, opinion, begins)
    making.make([Step(case, move, case.submission, there, desk, done)], opinion, by, begins)


def _over() -> QuerySet[Term]:
    return Term.objects.filter(ended=None, lapses=True, legal_last_day__lt=clock.today())


def warn() -> None:
    """Tells of every limit that has become more urgent, once at each step."""
    while _warn_of_some():
        pass


@transaction.atomic
def _warn_of_some() -> bool:
    """True when there may be more."""
    today = clock.today()
    rows = (
        Term.objects.filter(tells_on__lte=today)
        .select_related("case")
        .select_for_update(skip_locked=True, of=("self",))
    )
    found = list(rows.order_by("tells_on", "pk")[:PART])
    for row in found:
        course = courses.told(course_of(row), today)
        row.told, row.tells_on = course.told, course.tells_on
    ledger.append_all([_entry(row) for row in found], by=SYSTEM)
    Term.objects.bulk_update(found, ["told", "tells_on"])
    return len(found) == PART


def _entry(row: Term) -> ledger.Entry:
    case = row.case
    said = catalogue.revision(case.revision_id).matter.flow
    term = said.term(row.key)
    words = {"matter": case.title, "unit": case.unit_name, "term": term.title, "day": row.last_day, "ref": case.ref}
    text = WORDS[row.told - 1].format(ref_title=shelf.pack(case.pack).ref_title, **words)
    told = said.roles_at(case.state) | ({*term.alerts} if row.told > 1 else set())
    roles = sorted(f"{case.pack}/{role}" for role in told)
    payload = {"unit": case.desk_id, "roles": roles, "text": text, "ref": case.ref, "sms": row.told > 1}
    return ledger.Entry(
        f"case:{case.pk}", "term_told", {"term": row.key, "text": text}, (Delivery("notices.tell", payload),)
    )
