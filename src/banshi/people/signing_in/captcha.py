"""验证码: a picture, or a question in words for those who cannot see it. Good once, for five minutes, in the session that asked."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from captcha.models import CaptchaStore
from django.contrib.sessions.backends.base import SessionBase

from banshi.carriers import sinks
from banshi.ledger import clock

GOOD_FOR = timedelta(minutes=5)
WRONG = "验证码不对或已过期，请重新输入。"
_LETTERS = "ABCDEFGHKMNPRSTUVWXYZ23456789"  # none that look alike
_DIGITS = "零一二三四五六七八九"
_QUESTIONS: tuple[tuple[str, Callable[[int, int], int]], ...] = (
    ("“{0}”和“{1}”相加得多少？请填数字。", lambda a, b: a + b),
    ("“{0}”和“{1}”里较大的是哪个？请填数字。", max),
    ("从“{0}”往后数“{1}”个数是几？请填数字。", lambda a, b: a + b),
    ("“{0}”和“{1}”里较小的是哪个？请填数字。", min),
)
_SESSION = "captcha"


@dataclass(frozen=True)
class Captcha:
    """One to be answered: a picture at its key, or a question."""

    key: str
    question: str = ""


def new(session: SessionBase, *, in_words: bool = False) -> Captcha:
    """A fresh one in place of the session's last."""
    made, answer = _question() if in_words else _picture()
    session[_SESSION] = made.key
    sinks.captcha(made.key, answer)
    return made


def _picture() -> tuple[Captcha, str]:
    letters = "".join(secrets.choice(_LETTERS) for _ in range(4))
    store = _kept(letters, letters)
    return Captcha(store.hashkey), store.response


def _question() -> tuple[Captcha, str]:
    a, b = secrets.choice(range(2, 10)), secrets.choice(range(2, 10))
    words, answer = secrets.choice(_QUESTIONS)
    store = _kept("", str(answer(a, b)))
    return Captcha(store.hashkey, words.format(_DIGITS[a], _DIGITS[b])), store.response


def _kept(challenge: str, response: str) -> CaptchaStore:
    """As it is stored: it ends by database time, for another worker's clock may be wrong (R15)."""
    kept: CaptchaStore = CaptchaStore.objects.create(
        challenge=challenge, response=response, expiration=clock.Now() + GOOD_FOR
    )
    return kept


def right(session: SessionBase, key: str, answer: str) -> bool:
    """Uses the session's captcha up, whatever the answer, and says whether it was right."""
    if not key or session.pop(_SESSION, None) != key:
        return False
    store = CaptchaStore.objects.filter(hashkey=key)
    response = store.filter(expiration__gt=clock.Now()).values_list("response", flat=True).first()
    used, _ = store.delete()
    given = answer.strip().lower()
    return bool(used and response) and secrets.compare_digest(str(response).encode(), given.encode())
