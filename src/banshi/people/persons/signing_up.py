"""【注册】: a person makes their own account. The phone is proven by a code, the mailbox by a link; only then is there an account. That a
phone or an identity document is in use is told to nobody but who has proven to hold the phone (S2)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from banshi import define
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib import codes, documents, sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, TooMany
from banshi.lib.text import plain
from banshi.people import rules
from banshi.people.models import Account, SignUp
from banshi.people.persons import naming, persons
from banshi.people.refusals import require_whole, wrong
from banshi.people.signing_in import mail_links, passwords, phone_codes, waits
from banshi.people.signing_in.mail_links import Page

PURPOSE = "sign_up"
FREE_LOOKS = 20  # taken names told to one address before it has to wait
FREE_NUMBERS = 5  # documents one phone may try, free ones and taken ones, before it has to wait
TAKEN = "这个用户名已有人使用，请换一个。"
NUMBER_TAKEN = "这个证件号已经注册过账户。忘记密码请点【找回密码】；不是您本人注册的，请提出身份证抢注申诉。"
UNPROVEN = "手机号还没有通过短信验证，请回到上一步。"
SUBJECT = "{title}用户注册：激活账户"
LETTER = """您好！

有人用这个邮箱注册“{title}”的账户。请点击下面的链接激活账户：

{{link}}

请在 48 小时内完成确认，48 小时后链接失效，需要重新填写注册信息。
如果点击以上链接无法访问，请将该网址复制并粘贴至新的浏览器窗口中。
如果您没有注册，不用理会这封邮件，账户不会启用。"""


@dataclass(frozen=True)
class Wish:
    """What was typed so far: `password` is a hash, `proven` the phone that has shown its code, `free` the document it was told is free."""

    username: str = ""
    name: str = ""
    password: str = ""
    document: str = ""
    number: str = ""
    phone: str = ""
    region: str = ""
    email: str = ""
    proven: str = ""
    free: str = ""

    def as_kept(self) -> str:
        """As sessions and tables keep it, sealed."""
        return sealed.seal(json.dumps(asdict(self), ensure_ascii=False))


def kept(text: str) -> Wish:
    """What `as_kept` has kept; a blank one where nothing is."""
    return Wish(**json.loads(sealed.opened(text))) if text else Wish()


def is_done(wanted: Wish) -> bool:
    """True once there is the account that was wanted."""
    mine = Account.objects.filter(personal=True, phone_index=sealed.index(wanted.proven))
    return bool(wanted.proven) and mine.filter(username=rules.identifier(wanted.username)).exists()


def wish(typed: Mapping[str, str], region: str, before: Wish) -> Wish:
    """What was typed on the first page, without a new password. One that was chosen before stays where none is typed."""
    document = typed.get("document", "")
    return replace(
        before,
        username=plain(typed.get("login", ""))[: rules.LONGEST],
        name=" ".join(plain(typed.get("name", "")).split())[:60],
        password="" if typed.get("password") else before.password,
        document=document if document in documents.KINDS else "",
        number=documents.normal(document, plain(typed.get("number", "")))[:40],
        phone=codes.mobile(typed.get("phone", "")) or plain(typed.get("phone", ""))[:20],
        region=region,
    )


def with_password(wanted: Wish, typed: Mapping[str, str]) -> Wish:
    """With the hash of a typed password that may be chosen, so that it need not be typed again where something else is wrong."""
    password = typed.get("password", "")
    fits = password and not _password_problem(wanted, typed) and not _again_problem(typed)
    return replace(wanted, password=make_password(password)) if fits else wanted


def problem(cell: str, wanted: Wish, typed: Mapping[str, str], said: define.SignUp, *, by: Actor) -> str:
    """What is wrong at one cell, told as somebody leaves it; "" where nothing is. Raises TooMany for who tries many names."""
    return _checks(wanted, typed, said, by).get(cell, str)()


def check(wanted: Wish, typed: Mapping[str, str], said: define.SignUp, *, by: Actor) -> None:
    """Raises Invalid at every cell of the first page that is not right, TooMany for who tries many names."""
    require_whole({cell: found() for cell, found in _checks(wanted, typed, said, by).items()})


def _checks(wanted: Wish, typed: Mapping[str, str], said: define.SignUp, by: Actor) -> dict[str, Callable[[], str]]:
    return {
        "login": lambda: _username_problem(wanted, by),
        "password": lambda: _password_problem(wanted, typed),
        "again": lambda: _again_problem(typed),
        "name": lambda: naming.name_problem(wanted.name),
        "document": lambda: "" if wanted.document in said.documents else "请选择证件类型。",
        "number": lambda: documents.problem(wanted.document, wanted.number, clock.today()),
        "phone": lambda: "" if codes.mobile(wanted.phone) else phone_codes.NO_MOBILE,
        "region": lambda: "" if wanted.region else "请选择所在地的省、市、县。",
        "agreed": lambda: "" if typed.get("agreed") else f"请阅读并同意《{said.agreement_title}》。",
    }


def _username_problem(wanted: Wish, by: Actor) -> str:
    """That a name is taken, or too much like one that is, is told, but not to who tries one after the other."""
    username = rules.identifier(wanted.username)
    if words := rules.user_name_problem(username):
        return words
    if _is_taken(username, wanted.phone):
        words = TAKEN
    elif naming.is_reserved(username):
        words = naming.RESERVED_NAME
    else:
        return ""
    if minutes := waits.take(waits.bucket(PURPOSE, by.address), FREE_LOOKS):
        raise TooMany(f"试的用户名太多了，请 {minutes} 分钟后再试。", wait=minutes * 60)
    return words


def _is_taken(username: str, phone: str) -> bool:
    """True where an account has it, or a sign-up with another phone that may still be finished."""
    others = _running().filter(username=username).exclude(phone_index=sealed.index(phone))
    return Account.objects.filter(username=username).exists() or others.exists()


def _running() -> QuerySet[SignUp]:
    return SignUp.objects.filter(asked_at__gt=clock.now() - mail_links.GOOD_FOR)


def _password_problem(wanted: Wish, typed: Mapping[str, str]) -> str:
    password = typed.get("password", "")
    if not password:
        return "" if wanted.password else "请设置密码。"
    return passwords.problem(password, about=[wanted.username, wanted.name, wanted.phone, wanted.number])


def _again_problem(typed: Mapping[str, str]) -> str:
    return "" if typed.get("password", "") == typed.get("again", "") else "两次输入的密码不一样，请重新输入。"


# Once all is typed ---------------------------------------------------------------------------------------------------------------


def send_code(phone: str, *, session: str, by: Actor) -> None:
    """【获取验证码】, the same for a phone that is in use. Raises Invalid at `phone`, TooMany."""
    phone_codes.send(phone=phone, purpose=PURPOSE, session=session, by=by)


def prove(wanted: Wish, code: str, *, session: str) -> Wish:
    """The phone has shown its code; one that has before need not again. Raises Invalid at `code`."""
    if wanted.proven != wanted.phone:
        phone_codes.use(phone=wanted.phone, code=code, purpose=PURPOSE, session=session)
    return replace(wanted, proven=wanted.phone)


def to_mailbox(wanted: Wish, typed: str) -> Wish:
    """With the mailbox that was typed. Raises Invalid at `email`."""
    return replace(wanted, email=mail_links.address(typed))


def require_free(wanted: Wish) -> Wish:
    """The wish, with the document that is free. Raises Invalid at `phone` or `number` where somebody has it, told to who has proven the
    phone; TooMany for who tries many documents: that one is free tells as much."""
    if wanted.proven != wanted.phone:
        raise Conflict(UNPROVEN)
    if persons.is_known_phone(wanted.phone):
        raise wrong("phone", persons.PHONE_TAKEN)
    looked = persons.number_index(wanted.document, wanted.number)
    taken = persons.is_taken(wanted.document, wanted.number, wanted.phone)
    if taken or looked != wanted.free:
        _take_look(wanted.phone)
    if taken:
        raise wrong("number", NUMBER_TAKEN)
    return replace(wanted, free=looked)


def _take_look(phone: str) -> None:
    if minutes := waits.take(waits.bucket(PURPOSE, phone), FREE_NUMBERS):
        raise TooMany(f"试的证件号太多了，请 {minutes} 分钟后再试。", wait=minutes * 60)


def ask(wanted: Wish, pack: str, title: str, *, page: Page, by: Actor) -> None:
    """【注册】: sends the link to `wanted.email`; asked again, another one. Links to a mailbox that was typed before are good no more.

    Raises Invalid at `phone` or `number`, Conflict where the user name was taken meanwhile, TooMany.
    """
    require_free(wanted)
    _ask(wanted, pack, title, page, by)


@transaction.atomic
def _ask(wanted: Wish, pack: str, title: str, page: Page, by: Actor) -> None:
    row = _kept(wanted, pack)
    row.links.exclude(address_index=mail_links.index(wanted.email)).update(sign_up=None)
    subject, text = SUBJECT.format(title=title), LETTER.format(title=title)
    link = mail_links.send(PURPOSE, wanted.email, subject, text, page=page, by=by, sign_up=row)
    data = {"pack": pack, "username": row.username, "email": mail_links.masked(wanted.email)}
    ledger.append(f"sign_up:{row.pk}", "asked", by=by, data=data, deliveries=[link])


def _kept(wanted: Wish, pack: str) -> SignUp:
    """In place of what the same phone wanted before; what nobody has finished in time keeps no name."""
    SignUp.objects.exclude(pk__in=_running().values("pk")).delete()
    said = {"pack": pack, "username": rules.identifier(wanted.username), "wish": wanted.as_kept()}
    try:
        with transaction.atomic():
            row, _ = SignUp.objects.update_or_create(
                phone_index=sealed.index(wanted.phone), defaults=said | {"asked_at": clock.now()}
            )
    except IntegrityError:
        raise Conflict(TAKEN) from None
    return row


@transaction.atomic
def activate(token: str, pack: str, said: define.SignUp, *, by: Actor) -> None:
    """The link was followed: there is an account now. Raises Conflict for a link that is good no more, and where somebody was first."""
    link = mail_links.use(token, PURPOSE)
    row = link.sign_up
    if row is None or row.pack != pack:
        raise Conflict(mail_links.OVER)
    wanted = kept(row.wish)
    who = persons.Newcomer(
        username=row.username,
        name=wanted.name,
        password=wanted.password,
        document=wanted.document,
        number=wanted.number,
        phone=wanted.phone,
        email=wanted.email,
        region=wanted.region,
    )
    persons.enrol(who, pack, said, by=by)
    row.delete()
