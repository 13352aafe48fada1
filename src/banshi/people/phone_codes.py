"""Codes sent to phones: 6 digits, 5 minutes, 5 tries, bound to purpose, phone and session; one a minute and ten a day for a phone."""

import hmac
import secrets
from datetime import timedelta
from hashlib import sha256

from django.db import connection, transaction
from django.db.models import F

from banshi.define import Problem
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.ledger.outbox import Delivery
from banshi.lib import codes, home, sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Invalid, TooMany
from banshi.people.models import PhoneCode

GOOD_FOR = timedelta(minutes=5)
TRIES = 5
A_DAY = 10


@transaction.atomic
def send(*, phone: str, purpose: str, session: str, by: Actor) -> None:
    """Puts a code into the outbox, in front of everything else. Raises Invalid for what is no mobile number, TooMany when too often."""
    phone = codes.normal(phone)
    if not codes.MOBILE.fullmatch(phone):
        raise Invalid("请填写 11 位手机号。", [Problem("phone", "请填写 11 位手机号。", "error")])
    _one_at_a_time(sealed.index(phone))
    sent = PhoneCode.objects.filter(phone_index=sealed.index(phone))
    if sent.filter(sent_at__gt=clock.now() - timedelta(minutes=1)).exists():
        raise TooMany("验证码一分钟内只能获取一次，请稍候。", wait=60)
    if sent.filter(sent_at__gt=clock.now() - timedelta(days=1)).count() >= A_DAY:
        raise TooMany("这个手机号今天获取验证码的次数已用完，请明天再试。", wait=86_400)
    code = f"{secrets.randbelow(10**6):06}"
    PhoneCode.objects.create(
        session=session, purpose=purpose, phone_index=sealed.index(phone), digest=_digest(phone, purpose, session, code)
    )
    text = f"验证码 {code}，5 分钟内有效。请勿告诉他人。"
    ledger.append(
        f"phone:{sealed.index(phone)[:32]}",
        "code_sent",
        by=by,
        data={"purpose": purpose, "phone": sealed.masked_phone(phone)},
        deliveries=[Delivery("sms.sealed", message(phone, text), urgent=True)],
    )


def _one_at_a_time(phone_index: str) -> None:
    """Two requests for the same phone at the same moment count as two."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [phone_index])


def message(phone: str, text: str) -> dict[str, str]:
    """An SMS as it lies in the outbox: neither phone nor text can be read there."""
    return {"phone": sealed.seal(phone), "text": sealed.seal(text)}


def use(*, phone: str, code: str, purpose: str, session: str) -> None:
    """Uses a code up, in a transaction of its own, so that every try counts whatever becomes of the caller's.

    Raises Invalid at `code`; the words never say whether it was wrong, old or used.
    """
    phone = codes.normal(phone)
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
        words = "验证码不对或已失效，请核对；多次不对请重新获取。"
        raise Invalid(words, [Problem("code", words, "error")])


def _latest(phone: str, purpose: str, session: str) -> PhoneCode | None:
    """The code that may still be used, locked, so that two tries at once count as two."""
    sent = PhoneCode.objects.filter(phone_index=sealed.index(phone), purpose=purpose, session=session, used_at=None)
    alive = sent.filter(sent_at__gt=clock.now() - GOOD_FOR, tries__lt=TRIES)
    return alive.select_for_update().order_by("-sent_at").first()


def _digest(phone: str, purpose: str, session: str, code: str) -> str:
    text = "\0".join((phone, purpose, session, code))
    return hmac.new(home.secret("phone_codes"), text.encode(), sha256).hexdigest()
