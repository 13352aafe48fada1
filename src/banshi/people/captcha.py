"""验证码: a picture, or a question in words for those who cannot see it. Good once, for five minutes, in the session that asked."""

import secrets
from dataclasses import dataclass

from captcha.models import CaptchaStore
from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from banshi.carriers import sinks

_DIGITS = "零一二三四五六七八九"
SESSION_KEY = "captcha"


@dataclass(frozen=True)
class Captcha:
    """One to be answered: a picture at its key, or a question."""

    key: str
    question: str = ""


def new(session: SessionBase, *, in_words: bool = False) -> Captcha:
    """A fresh one in place of the session's last."""
    if in_words:
        a, b = secrets.randbelow(8) + 1, secrets.randbelow(9) + 1
        question = f"{_DIGITS[a]}加{_DIGITS[b]}等于几？请用数字回答。"
        store = CaptchaStore.objects.create(challenge=question[:32], response=str(a + b))
        made = Captcha(store.hashkey, question)
    else:
        store = CaptchaStore.objects.get(hashkey=CaptchaStore.generate_key())
        made = Captcha(store.hashkey)
    session[SESSION_KEY] = made.key
    sinks.captcha(made.key, store.response)
    return made


def right(session: SessionBase, key: str, answer: str) -> bool:
    """Uses the session's captcha up, whatever the answer, and says whether it was right."""
    if not key or session.pop(SESSION_KEY, None) != key:
        return False
    store = CaptchaStore.objects.filter(hashkey=key, expiration__gt=timezone.now()).first()
    used = CaptchaStore.objects.filter(hashkey=key).delete()[0]
    return bool(store and used and secrets.compare_digest(store.response, answer.strip().lower()))


def sweep() -> None:
    """Drops what nobody answered in time."""
    CaptchaStore.remove_expired()
