"""Systems that served a matter before this house did."""

from dataclasses import dataclass

from banshi.define.word import Word


@dataclass(frozen=True, kw_only=True)
class OldSystem(Word):
    """Where people filed a matter before, and have an account still: who opens the matter may show that account, once, and it is checked
    there. `key` names the system in the settings, which say at what address it answers; several matters may have the same. `by_key` asks
    whether the account signs in with a USB key (是否key登录).
    """

    key: str
    title: str
    by_key: bool = False
