"""What the ledger refuses."""

from banshi.lib.refusals import Refusal


class NoToken(Refusal):
    """The form came without its submit token, or with one that we never made."""

    words = "提交的页面不完整，没有办理。请返回上一页，重新打开后再提交。"
