"""Refusals: what the house says when it will not do something, in words a person can act upon.

Refusal
├── NotFound   404  not there, or not yours (the two are never told apart)
├── Forbidden  403  yours to see, not yours to do
├── Conflict   409  somebody was first
├── TooLarge   413  over a limit that the words name
├── Invalid    422  can be mended: every problem has a cell
├── TooMany    429  wait, and how long
└── Unavailable 503  not now; nothing was changed
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any


class Refusal(Exception):
    """Base of all refusals. `words` are Chinese and say what to do; `status` is the HTTP answer a door gives."""

    status = 400
    words = "这一步现在不能办理。"

    def __init__(self, words: str = "") -> None:
        self.words = words or self.words
        super().__init__(self.words)


class NotFound(Refusal):
    """There is no such thing for this actor."""

    status = 404
    words = "没有找到您要的内容：地址可能有误，或者不在您的办理范围内。"


class Forbidden(Refusal):
    """The actor may see this but not do it."""

    status = 403
    words = "您的账户没有办理这一步的权限。"


class Conflict(Refusal):
    """Somebody else was first; `winner` and `at` tell who and when, where they are known."""

    status = 409
    words = "内容刚刚有了变化，请看过最新情况后再办理。"

    def __init__(self, words: str = "", *, winner: str = "", at: datetime | None = None) -> None:
        super().__init__(words)
        self.winner = winner
        self.at = at


class TooLarge(Refusal):
    """Over a size limit, which the words name."""

    status = 413
    words = "内容超过了大小限制。"


class Invalid(Refusal):
    """What was sent can be mended. `problems` are `define.Problem`s, each pointing at its cell."""

    status = 422
    words = "有内容需要修改，请按提示逐项改正。"

    def __init__(self, words: str = "", problems: Sequence[Any] = ()) -> None:
        super().__init__(words)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join([self.words, *(f"{problem.cell}: {problem.words}" for problem in self.problems)])


class TooMany(Refusal):
    """Too often; `wait` is how many seconds to wait."""

    status = 429
    words = "操作过于频繁，请稍后再试。"

    def __init__(self, words: str = "", *, wait: int = 60) -> None:
        super().__init__(words)
        self.wait = wait


class Unavailable(Refusal):
    """The house cannot do this safely now; nothing was changed."""

    status = 503
    words = "系统暂时不能办理，内容没有改动，请稍后再试。"
