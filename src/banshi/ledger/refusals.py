"""What the ledger refuses."""

from banshi.lib.refusals import Conflict, Refusal


class NoToken(Refusal):
    """The form came without its submit token, or with one that we never made."""

    words = "提交的页面不完整，没有办理。请返回上一页，重新打开后再提交。"


class TokenSpent(Conflict):
    """The form's token was used for something else: its receipt would tell of a thing that was not asked for."""

    words = "这个页面刚才已经办理过另一步，这一步没有办理。请刷新页面，看过最新情况后再办理。"
