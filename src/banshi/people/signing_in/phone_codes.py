"""Codes sent to phones: 6 digits, 5 minutes, 5 tries, bound to purpose, phone and session; one a minute and so many a day, for each phone
and for whoever asks. What is told never depends on codes that were sent for another purpose."""

import hmac
import secrets
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import F, QuerySet

from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.ledger.outbox import Delivery
from banshi.lib import codes, home, sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import TooMany
from banshi.lib.turns import one_at_a_time
from banshi.people.models import PhoneCode
from banshi.people.refusals import wrong

GOOD_FOR = timedelta(minutes=5)
TRIES = 5
A_DAY = 10  # to one phone, for one purpose
A_DAY_BY_ONE = 5  # of these, asked for by the same account or address
A_DAY_OF_AN_ACCOUNT = 20  # to all phones
A_DAY_OF_AN_ADDRESS = 200  # to all phones
FREE_OF_AN_ADDRESS = 3  # of these; for each of the others a visitor answers a captcha
PHONES_A_DAY = 5  # of one account; the next may be mistyped
DAY = 86_400  # seconds
NO_MOBILE = "请填写 11 位手机号。"
WAIT_A_MINUTE = "验证码一分钟内只能获取一次，请稍候。"
ENOUGH_TODAY = "您今天获取验证码的次数已用完，请明天再试。"
TEXT = "验证码 {code}，用于{what}，5 分钟内有效。请勿告诉他人；不是您本人操作的，请忽略。"
PURPOSES = {
    "sign_up": "注册账户",
    "register": "注册单位账户",
    "recovery": "找回密码",
    "plea": "登录求助",
    "dispute": "身份证抢注申诉",
    "new_device": "在新设备上登录",
    "phone": "验证您填写的手机号",
    "merge": "合并账户",
}


@transaction.atomic
def send(*, phone: str, purpose: str, session: str, by: Actor, own: bool = False) -> None:
    """Puts a code into the outbox, in front of everything else. Raises Invalid for what is no mobile number, TooMany when too often.

    `own` is a phone the asking account has proven to hold: then only its own requests count, so that nobody else can use them up.
    """
    mobile = codes.mobile(phone)
    if not mobile:
        raise wrong("phone", NO_MOBILE)
    enough = _enough(mobile, purpose, session, by, own)
    if enough:
        raise enough
    _send(mobile, purpose, session, by, reaches=True)


@transaction.atomic
def send_untold(phone: str, *, instead: str, purpose: str, session: str, by: Actor, own: bool) -> None:
    """As `send`, without telling whether a message went: where there is no phone, or it has had enough, all but that is done, under the
    name `instead`. Nobody shall learn from limits, time or trace whose phone it is. Raises TooMany for who asks too often."""
    nowhere = codes.normal(instead)
    enough = _enough(phone or nowhere, purpose, session, by, own)
    reaches = bool(phone) and enough is None
    _send(phone if reaches else nowhere, purpose, session, by, reaches=reaches)


def _send(phone: str, purpose: str, session: str, by: Actor, *, reaches: bool) -> None:
    code = f"{secrets.randbelow(10**6):06}"
    PhoneCode.objects.create(
        session=session,
        purpose=purpose,
        phone_index=sealed.index(phone),
        asked_by=_asker(by),
        digest=_digest(phone, purpose, session, code),
    )
    sms = message(phone, TEXT.format(code=code, what=PURPOSES[purpose]))
    ledger.append(
        f"phone:{sealed.index(phone)[:32]}",
        "code_sent",
        by=by,
        data={"purpose": purpose, "phone": sealed.masked_phone(phone)},
        deliveries=[Delivery("sms.sealed", sms, urgent=True)] if reaches else [],
    )


def _asker(by: Actor) -> str:
    """The blind index of who asks: an account, or a visitor's address."""
    return sealed.index(f"account {by.account}" if by.account else f"address {by.address}")


def asks_captcha(by: Actor) -> bool:
    """True for a visitor from whose address so many codes were asked for today that a person has to show up for the next."""
    return not by.account and _today().filter(asked_by=_asker(by)).count() >= FREE_OF_AN_ADDRESS


def _require_patience(session: str, by: Actor) -> None:
    """Raises TooMany for who asks too often, for whatever phone. Behind one address are many, each of whom has answered a captcha: only
    one's own session has to wait a minute."""
    mine = _today().filter(asked_by=_asker(by))
    if _just_now(mine if by.account else mine.filter(session=session)):
        raise TooMany(WAIT_A_MINUTE, wait=60)
    if mine.count() >= (A_DAY_OF_AN_ACCOUNT if by.account else A_DAY_OF_AN_ADDRESS):
        raise TooMany(ENOUGH_TODAY, wait=DAY)
    if by.account and mine.values("phone_index").distinct().count() > PHONES_A_DAY:
        raise TooMany(ENOUGH_TODAY, wait=DAY)


def _today() -> QuerySet[PhoneCode]:
    return PhoneCode.objects.filter(sent_at__gt=clock.now() - timedelta(days=1))


def _just_now(sent: QuerySet[PhoneCode]) -> bool:
    return sent.filter(sent_at__gt=clock.now() - timedelta(minutes=1)).exists()


def _enough(phone: str, purpose: str, session: str, by: Actor, own: bool) -> TooMany | None:
    """Why this phone gets no code for this purpose now; None when it may. Raises TooMany for who asks too often.

    A phone is spared being rung by strangers, and the house paying for it (SMS pumping). Each purpose counts for itself: what was sent for
    another tells nothing, and takes nothing away.
    """
    index, asked_by = sealed.index(phone), _asker(by)
    # Two requests at the same moment, for the same phone or by the same people, count as two.
    one_at_a_time(index, asked_by)
    _require_patience(session, by)
    to_phone = _today().filter(phone_index=index, purpose=purpose)
    mine = to_phone.filter(asked_by=asked_by)
    counted = mine if own else to_phone
    if _just_now(counted):
        return TooMany(WAIT_A_MINUTE, wait=60)
    if counted.count() >= A_DAY or (not own and mine.count() >= A_DAY_BY_ONE):
        return TooMany("这个手机号今天获取验证码的次数已用完，请明天再试。", wait=DAY)
    return None


def message(phone: str, text: str) -> dict[str, str]:
    """An SMS as it lies in the outbox: neither phone nor text can be read there."""
    return {"phone": sealed.seal(phone), "text": sealed.seal(text)}


def told(text: str, *phones: str) -> list[Delivery]:
    """The deliveries that tell whoever is reached at these phones, each once; an empty one reaches nobody."""
    return [Delivery("sms.sealed", message(phone, text)) for phone in dict.fromkeys(phones) if phone]


def use(*, phone: str, code: str, purpose: str, session: str) -> None:
    """Uses a code up, in a transaction of its own, so that every try counts whatever becomes of the caller's.

    Raises Invalid at `code`; the words never say whether it was wrong, old or used.
    """
    phone = codes.mobile(phone) or codes.normal(phone)
    with transaction.atomic():
        latest = _latest(phone, purpose, session)
        right = latest is not None and hmac.compare_digest(
            latest.digest, _digest(phone, purpose, session, code.strip())
        )
        if latest and right:
            PhoneCode.objects.filter(pk=latest.pk).update(used_at=clock.Now())
        elif latest:
            PhoneCode.objects.filter(pk=latest.pk).update(tries=F("tries") + 1)
    if not right:
        raise wrong("code", "验证码不对或已失效，请核对；多次不对请重新获取。")


def _latest(phone: str, purpose: str, session: str) -> PhoneCode | None:
    """The code that may still be used, locked, so that two tries at once count as two."""
    sent = PhoneCode.objects.filter(phone_index=sealed.index(phone), purpose=purpose, session=session, used_at=None)
    alive = sent.filter(sent_at__gt=clock.now() - GOOD_FOR, tries__lt=TRIES)
    return alive.select_for_update().order_by("-sent_at").first()


def _digest(phone: str, purpose: str, session: str, code: str) -> str:
    text = "\0".join((phone, purpose, session, code))
    return hmac.new(home.secret("phone_codes"), text.encode(), sha256).hexdigest()
