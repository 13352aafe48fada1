"""What somebody says whose number is taken: who they are, with a phone, a mailbox and pictures of the document. Every step is the same for
a number nobody has (S2); the present holder is told once the mailbox is proven."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.ledger.outbox import Delivery
from banshi.lib import codes, sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, TooMany
from banshi.lib.text import plain
from banshi.people.models import Account, Dispute, Link, Person
from banshi.people.persons import persons
from banshi.people.persons import pictures as shots
from banshi.people.persons.pictures import Pictures, Said
from banshi.people.refusals import require_whole
from banshi.people.signing_in import mail_links, phone_codes
from banshi.people.signing_in.mail_links import Page

PURPOSE = "dispute"
ANSWER_DAYS = 5  # working days for the present holder
MOST_OF_A_PHONE = 3  # disputes that wait
SUBJECT = "{title}身份证抢注申诉：确认邮箱"
LETTER = """您好！

有人用这个邮箱在“{title}”提出身份证抢注申诉。请点击下面的链接确认邮箱，申诉才会受理：

{{link}}

链接 48 小时内有效，只能用一次。如果不是您本人提出的，不用理会这封邮件。"""
TOLD_SUBJECT = "有人对您账户的证件号提出申诉"
TOLD = (
    "有人提出身份证抢注申诉，称您账户{account}登记的证件号是他本人的。"
    "请在 {until:%Y-%m-%d} 以前登录，在【个人中心】里说明情况；逾期由管理机构核实后处理。"
    "如有疑问，请联系{contact}，报申诉编号 {number}。"
)
BROUGHT_SUBJECT = "身份证抢注申诉已受理"
BROUGHT = (
    "您的身份证抢注申诉已受理，申诉编号 {number}，{today:%Y-%m-%d}。如有账户使用这个证件号，对方可以在 {until:%Y-%m-%d} 以前说明情况；"
    "此后由管理机构核实办理，结果用短信和邮件告诉您。询问进展，请联系{contact}，报这个编号。"
)


@dataclass(frozen=True)
class Wish(Said):
    """What was typed; phone and mailbox are where its answer goes."""

    phone: str
    email: str


def wish(typed: Mapping[str, str]) -> Wish:
    """What was typed, as it is kept."""
    return Wish(
        **shots.as_typed(typed),
        phone=codes.mobile(typed.get("phone", "")) or plain(typed.get("phone", ""))[:20],
        email=plain(typed.get("email", ""))[: mail_links.LONGEST + 1],
    )


def check(wanted: Wish, kinds: Collection[str]) -> None:
    """Raises Invalid at every cell that is not right; `kinds` are the documents people sign up with."""
    reached = {
        "phone": "" if codes.mobile(wanted.phone) else phone_codes.NO_MOBILE,
        "email": mail_links.problem(wanted.email),
    }
    require_whole(shots.problems(wanted, kinds, "申请原因") | reached)


def send_code(phone: str, *, session: str, by: Actor) -> None:
    """【获取验证码】. Raises Invalid at `phone`, TooMany."""
    phone_codes.send(phone=phone, purpose=PURPOSE, session=session, by=by)


def prove(wanted: Wish, code: str, proven: str, *, session: str) -> str:
    """The phone shows its code, and what stands for it is returned: a phone that is `proven` need not again. Raises Invalid at `code`."""
    if not is_proven(wanted, proven):
        phone_codes.use(phone=wanted.phone, code=code, purpose=PURPOSE, session=session)
    return sealed.index(wanted.phone)


def is_proven(wanted: Wish, proven: str) -> bool:
    """True where this phone has shown its code."""
    return bool(wanted.phone) and proven == sealed.index(wanted.phone)


@transaction.atomic
def ask(wanted: Wish, pictures: Pictures, pack: str, title: str, *, page: Page, by: Actor) -> None:
    """【提交申请】: keeps it, and sends the link to the mailbox. What the same phone has not brought to an end is replaced.

    Raises TooMany for a mailbox that gets many letters, and for a phone with which many wait.
    """
    mine = Dispute.objects.filter(phone_index=sealed.index(wanted.phone), closed_at=None)
    if mine.exclude(brought_at=None).count() >= MOST_OF_A_PHONE:
        raise TooMany(f"用这个手机号提出、还在办理的申诉已有 {MOST_OF_A_PHONE} 件，请等结果。")
    mine.filter(brought_at=None).delete()
    row = Dispute.objects.create(pack=pack, **_sealed(wanted, pictures))
    link = mail_links.send(
        PURPOSE, wanted.email, SUBJECT.format(title=title), LETTER.format(title=title), page=page, by=by, dispute=row
    )
    data = {"pack": pack, "email": mail_links.masked(wanted.email)}
    ledger.append(f"dispute:{row.pk}", "asked", by=by, data=data, deliveries=[link])


def _sealed(wanted: Wish, pictures: Pictures) -> dict[str, str | bytes]:
    said = asdict(wanted)
    kept = {f"{key}_sealed": sealed.seal(said.pop(key)) for key in ("number", "phone", "email")}
    found = {
        "number_index": persons.number_index(wanted.document, wanted.number),
        "phone_index": sealed.index(wanted.phone),
    }
    return said | kept | found | shots.kept(pictures)


@transaction.atomic
def bring(token: str, pack: str, *, answer_by: date, contact: str, by: Actor) -> str:
    """The link was followed: it goes to the administrators, and the holder, if there is one, is told by site, SMS and mail that they may
    answer until `answer_by`, once for all that wait for their answer; both learn whom to ask, `contact`. Returns what whoever brought it is
    told, by SMS and mail as well, and in the same words whether there is a holder or not. Raises Conflict for a link that is good no
    more."""
    row = mail_links.use(token, PURPOSE).dispute
    if row is None or row.pack != pack:
        raise Conflict(mail_links.OVER)
    holder = _holder(row.number_index)
    account = holder.account if holder else None
    Dispute.objects.filter(pk=row.pk).update(brought_at=clock.Now(), answer_by=answer_by, holder=account)
    row.holder = account
    said = {"number": row.pk, "today": clock.today(), "until": answer_by, "contact": contact}
    words = BROUGHT.format(**said)
    tell = tell_asker(row, BROUGHT_SUBJECT, words)
    if holder and not to_answer_with(row).exists():
        tell += tell_holder(holder, TOLD.format(account=called(holder, row.number_index), **said))
    ledger.append(f"dispute:{row.pk}", "brought", by=by, data={"until": answer_by.isoformat()}, deliveries=tell)
    return words


def _holder(number_index: str) -> Person | None:
    """Who has the number now, or had it with an account that was merged into theirs; held: their account is not merged meanwhile."""
    into = Account.objects.filter(merged_number=number_index).values("merged_into")
    people = Person.objects.select_related("account", "unit").select_for_update(of=("self",))
    return people.filter(number_index=number_index).first() or people.filter(account__in=into).first()


def with_it(row: Dispute) -> QuerySet[Dispute]:
    """The other disputes that wait about the same number of the same holder."""
    same = Dispute.objects.filter(number_index=row.number_index, holder=row.holder_id, closed_at=None)
    return same.exclude(brought_at=None).exclude(pk=row.pk)


def to_answer_with(row: Dispute) -> QuerySet[Dispute]:
    """Those of them the holder may answer still: what they say to one they say to all."""
    return with_it(row).filter(answered_at=None, answer_by__gte=clock.today())


def called(holder: Person, number_index: str) -> str:
    """The account a number was signed up with, in words: the holder's, or one that was merged into it."""
    gone = merged_with(holder, number_index)
    return f"“{gone.username}”（已并入“{holder.account.username}”）" if gone else f"“{holder.account.username}”"


def merged_with(holder: Person, number_index: str) -> Account | None:
    """The account by which a number came to its holder, who had not signed up with it; None where they had."""
    return Account.objects.filter(merged_number=number_index, merged_into=holder.account).order_by("pk").last()


def tell_asker(row: Dispute, subject: str, words: str) -> list[Delivery]:
    """What tells whoever brought a dispute something: at the phone and the mailbox they have proven."""
    return told(row.phone, row.email, subject, words)


def told(phone: str, email: str, subject: str, words: str) -> list[Delivery]:
    """The same words by SMS and by mail."""
    return [*phone_codes.told(words, phone), mail_links.letter(email, subject, f"您好！\n\n{words}")]


def tell_holder(holder: Person, text: str) -> list[Delivery]:
    """What tells the holder of a disputed number something, by site, SMS and mail."""
    roles = list(Link.now().filter(account=holder.account, organisation=holder.unit).values_list("role", flat=True))
    notice = {"unit": holder.unit_id, "roles": roles, "text": text, "sms": True, "ref": ""}
    return [
        Delivery("notices.tell", notice),
        mail_links.letter(holder.account.email, TOLD_SUBJECT, f"您好！\n\n{text}"),
    ]
