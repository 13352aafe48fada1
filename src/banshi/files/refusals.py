"""Why a file is not taken, or not handed out."""

from banshi.files.limits import Limits
from banshi.lib.refusals import Invalid, TooLarge, Unavailable


class FileTooLarge(TooLarge):
    """Over the limit."""

    def __init__(self, name: str, limits: Limits) -> None:
        super().__init__(f"附件“{name}”太大，不能上传：{limits.in_words()}。")


class NotTaken(Invalid):
    """Not a kind that is taken, not what its name says, or not safe."""

    def __init__(self, name: str, why: str, limits: Limits) -> None:
        super().__init__(f"附件“{name}”不能上传：{'；'.join(filter(None, [why, limits.in_words()]))}。")


class Infected(NotTaken):
    """The virus scanner knows it."""


class NotScanned(Unavailable):
    """The virus scanner is down or in doubt: nothing passes without it."""

    words = "病毒检查暂时无法进行，文件没有上传，其他内容不受影响。请稍后再试。"


class StoreFull(Unavailable):
    """The disk is full."""

    words = "系统存储空间不足，文件没有上传，已填写的内容不受影响。请稍后再试，或联系管理员。"


class Damaged(Unavailable):
    """The stored content is not what it was; it is never served as good."""

    words = "这个文件在存储中已损坏，为避免误用没有打开。请联系管理员从备份恢复，或请填报人重新上传同一份文件。"
