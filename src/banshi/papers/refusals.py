"""What papers refuse."""

from banshi.lib.refusals import Conflict, Forbidden


class NotTheIssuer(Forbidden):
    """Only the unit that issued a paper may revoke it."""

    words = "这份证照不是贵单位签发的，不能撤销。请联系签发它的机关。"


class EndedAlready(Conflict):
    """It was replaced or revoked before."""

    words = "这份证照已经换发或撤销，不用再撤销。"


class NothingToReissue(Conflict):
    """There is no good paper to be issued once more."""

    words = "这个单位现在没有有效的证照文书，无法补发。"
