"""留言咨询: a unit or a person asks, the agency answers, both see the whole thread; what many would ask is taken over into 常见问题."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from banshi.bulletin import actions, rules
from banshi.bulletin.models import INQUIRY, Faq, Inquiry, Message
from banshi.bulletin.promises import Promise, promises
from banshi.bulletin.telling import cases_in
from banshi.catalogue import shelf
from banshi.define import Ask
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import Actor
from banshi.lib.canon import digest
from banshi.lib.grams import holds
from banshi.lib.refusals import Forbidden, Invalid, NotFound, TooMany
from banshi.people import queries as people
from banshi.people.signing_in.mail_links import letter

PAGE = 20
TOLD = ("question", "answer")  # cells of a 常见问题 that may tell who asked
A_DAY = 30  # words of one unit
MANY = 1000


@dataclass(frozen=True)
class InquirySight:
    """An inquiry in a list. `public` when everybody may read of it; `due` is the day until which an answer is promised, while it `waits`,
    `lamp` how urgent that is: "green", "yellow" with one working day left, "red" on the day, then "over"."""

    number: int
    subject: str
    unit: str
    ref: str
    public: bool
    waits: bool
    asked_at: datetime
    due: date
    lamp: str


@dataclass(frozen=True)
class MessageSight:
    """One word of it; `answers` when the agency said it."""

    text: str
    name: str
    answers: bool
    at: datetime


@dataclass(frozen=True)
class Thread:
    """An inquiry with every word of it; `mine` for who asked, otherwise the reader answers. `codes` are those of the unit that asked."""

    sight: InquirySight
    messages: list[MessageSight]
    mine: bool
    codes: tuple[str, ...]

    @property
    def answered(self) -> bool:
        """True once the agency has said something."""
        return any(each.answers for each in self.messages)


def answers(actor: Actor, pack: str, said: Ask) -> bool:
    """True for who answers at their agency."""
    return any(actor.holds(f"{pack}/{role}") for role in said.answers)


def _seen(actor: Actor, pack: str, said: Ask) -> QuerySet[Inquiry]:
    """An officer sees what is asked of their agency, everybody else what their own unit asked."""
    found = Inquiry.objects.filter(pack=pack).select_related("unit")
    if answers(actor, pack, said):
        return found.filter(agency=actor.own_unit)
    return found.filter(unit=actor.own_unit)


def listed(
    actor: Actor, pack: str, said: Ask, *, waits: bool | None = None, text: str = "", before: int | None = None
) -> list[InquirySight]:
    """A page of inquiries, newest first, narrowed to those that wait or do not, or with `text` in their subject."""
    found = _seen(actor, pack, said).order_by("-id")
    if waits is not None:
        found = found.filter(waits=waits)
    if text:
        found = found.filter(holds(INQUIRY, text))
    if before:
        found = found.filter(id__lt=before)
    return _sights(list(found[:PAGE]), said)


def waiting(actor: Actor, pack: str, said: Ask) -> int:
    """How many wait for the actor's answer, counted to `MANY`; none for who does not answer."""
    if not answers(actor, pack, said):
        return 0
    return Inquiry.objects.filter(pack=pack, agency=actor.own_unit, waits=True)[: MANY + 1].count()


def thread(actor: Actor, pack: str, said: Ask, number: int) -> Thread:
    """One with every word of it. Raises NotFound for one of others."""
    row = _one(actor, pack, said, number)
    words = [MessageSight(each.text, each.name, each.answers, each.at) for each in row.messages.order_by("pk")]
    return Thread(_sights([row], said)[0], words, not answers(actor, pack, said), _codes(row))


def _codes(row: Inquiry) -> tuple[str, ...]:
    """The codes of the unit that asked, 组织机构代码 without and with its hyphen (GB 11714), and 统一社会信用代码."""
    code = row.unit.code
    return code, f"{code[:8]}-{code[8:]}", row.unit.uscc


def _one(actor: Actor, pack: str, said: Ask, number: int) -> Inquiry:
    row: Inquiry | None = _seen(actor, pack, said).filter(pk=number).first()
    if row is None:
        raise NotFound
    return row


def _sights(rows: Sequence[Inquiry], said: Ask) -> list[InquirySight]:
    """With what is promised of each."""
    return [_sight(row, promise) for row, promise in zip(rows, promises(rows, said), strict=True)]


def _sight(row: Inquiry, promise: Promise) -> InquirySight:
    lamp = promise.lamp if row.waits else ""
    asked = (row.pk, row.subject, row.unit.name, row.ref, row.public, row.waits, row.asked_at)
    return InquirySight(*asked, promise.due, lamp)


# What is said ---------------------------------------------------------------------------------------------------------------------


def may_ask(actor: Actor, pack: str, said: Ask) -> bool:
    """True for who has an agency to ask, and is not the one who answers."""
    return not answers(actor, pack, said) and bool(agencies(actor, said))


def agencies(actor: Actor, said: Ask) -> dict[str, str]:
    """Whom the actor may ask, by code: the agency at the root of their tree or, for who has signed up by themselves, every agency."""
    above = people.superiors(actor.own_unit, said.tree)
    if above:
        return {people.code_of(above[-1]): people.name_of(above[-1])}
    roots = people.find_pickable(0, said.tree, "roots", "", "") if people.is_person(actor.own_unit) else []
    return {each["code"]: each["name"] for each in roots}


@transaction.atomic
def ask(pack: str, said: Ask, typed: Mapping[str, Any], *, token: str, by: Actor) -> int:
    """Asks the agency, whose officers are told, and returns the number. That the case is the asker's own is the caller's to know.

    Raises Invalid at what is missing, Forbidden for who answers or has no agency to ask, TooMany for a unit that asks all day.
    """
    offered = agencies(by, said)
    if answers(by, pack, said) or not offered:
        raise Forbidden
    values = rules.inquiry(typed, offered, shelf.pack(pack).ref_title)
    once = ledger.once(token, by, f"inquiry at {pack}")
    if once.receipt:
        return int(once.receipt["number"])
    _require_seldom(by.own_unit)
    text, agency = values.pop("text"), people.id_of(values.pop("agency"))
    row = Inquiry.objects.create(pack=pack, unit_id=by.own_unit, agency_id=agency, **values)
    _say(row, text, "asked", [_to_agency(row, said, by)], by)
    once.keep({"number": row.pk})
    return row.pk


@transaction.atomic
def reply(pack: str, said: Ask, number: int, typed: str, *, token: str, by: Actor, page: str = "") -> None:
    """The agency's answer, or another word of the unit's; the other side is told, in a letter with the address of its `page`. Raises
    Invalid, NotFound, and TooMany."""
    row = _one(by, pack, said, number)
    text, from_agency = rules.message(typed), answers(by, pack, said)
    once = ledger.once(token, by, f"inquiry {number}")
    if once.receipt is not None:
        return
    if not from_agency:
        _require_seldom(row.unit_id)
    anew = {} if row.waits else {"since": clock.now(), "told": 0, "looked_on": None}
    Inquiry.objects.filter(pk=row.pk).update(waits=not from_agency, **anew)
    told = _answered(row, said, page) if from_agency else [_to_agency(row, said, by)]
    _say(row, text, "answered" if from_agency else "asked_on", told, by)
    once.keep({})


def _require_seldom(unit: int) -> None:
    today = Message.objects.filter(inquiry__unit=unit, answers=False, at__gt=clock.now() - timedelta(days=1))
    if today.count() >= A_DAY:
        raise TooMany(f"一天最多留言 {A_DAY} 条，请明天再来，或者打电话咨询。", wait=86_400)


def _say(row: Inquiry, text: str, kind: str, told: Sequence[Delivery], by: Actor) -> None:
    """Keeps the word, with its event, which knows it by its digest, and what the other side is told."""
    Message.objects.create(inquiry=row, text=text, name=by.name, answers=kind == "answered")
    data = {"unit": row.unit_id, "name": row.subject, "digest": digest(text)}
    ledger.append(f"inquiry:{row.pk}", kind, by=by, data=data, deliveries=told)


def _answered(row: Inquiry, said: Ask, page: str) -> list[Delivery]:
    """An answer is told with what will become of it where the asker has agreed that everybody reads it."""
    later = "您同意公开：以后公开时不写您是谁。" if row.public else ""
    return to_asker(row, said, "已有答复", page, later)


def to_asker(row: Inquiry, said: Ask, what: str, page: str, more: str = "") -> list[Delivery]:
    """What has become of an inquiry is told by every way that reaches who asked: it is what they wait for."""
    personal = row.unit.kind == "person"
    packs = shelf.packs().values() if personal else [shelf.pack(row.pack)]
    roles = [f"{pack.key}/{role.key}" for pack in packs for role in pack.roles]
    text = f"留言“{row.subject}”{what}，请到“{said.title}”查看。{more}"
    boxes = dict.fromkeys(each.mailbox for each in people.accounts_of(row.unit_id, roles) if each.mailbox)
    letters = [letter(box, f"留言{what}", f"{text}\n\n{page}\n") for box in boxes]
    return [_told(row, row.unit_id, roles, text, sms=True), *letters]


def _to_agency(row: Inquiry, said: Ask, by: Actor) -> Delivery:
    text = f"{by.unit_name}留言“{row.subject}”，请在 {said.promised} 个工作日内到“{said.title}”答复。"
    return _told(row, row.agency_id, [f"{row.pack}/{role}" for role in said.answers], text, sms=False)


def _told(row: Inquiry, unit: int, roles: Sequence[str], text: str, *, sms: bool) -> Delivery:
    told = {"unit": unit, "roles": [*roles], "text": text, "sms": sms, "ref": f"{row.pack}/{row.pk}"}
    return Delivery("notices.tell", told)


# What others may learn from it ---------------------------------------------------------------------------------------------------------


def draft(found: Thread) -> dict[str, str]:
    """What a 常见问题 made of it begins with: the first question, the last answer; to be edited."""
    asked, answered = found.messages[0].text, [each.text for each in found.messages if each.answers]
    question = asked if len(asked) <= 200 else found.sight.subject
    return {"question": question, "answer": answered[-1] if answered else "", "category": "咨询", "position": "100"}


def checked(found: Thread, typed: Mapping[str, Any]) -> dict[str, Any]:
    """The values of that 常见问题. Raises Invalid at what tells who asked."""
    values = rules.faq(typed)
    rules.must_not_tell(values, TOLD, asker(found, *(values[cell] for cell in TOLD)))
    return values


def asker(found: Thread, *texts: str) -> set[str]:
    """By what words others would know who asked: names, codes, and each number of a case that stands in one of the `texts`."""
    names = {found.sight.unit, found.sight.ref, *(each.name for each in found.messages if not each.answers)}
    return names.union(found.codes, *map(cases_in, texts)) - {""}


def take_over(pack: str, said: Ask, number: int, typed: Mapping[str, Any], *, token: str, by: Actor) -> int:
    """Publishes it as a 常见问题, by an officer who answers; the administrator may change it and take it down like any other.

    Raises Invalid, Forbidden for who does not answer, and NotFound for an inquiry without an answer.
    """
    found = thread(by, pack, said, number)
    if found.mine:
        raise Forbidden
    if not found.answered:
        raise Invalid("还没有答复，不能收入常见问题。")
    purpose = f"faq from inquiry {number}"
    return actions.keep(Faq, pack, checked(found, typed), by=by, token=token, purpose=purpose)
