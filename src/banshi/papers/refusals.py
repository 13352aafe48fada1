"""What papers refuse."""

from banshi.lib.refusals import Conflict, Forbidden


class NotTheIssuer(Forbidden):
    """Only who decides in the unit that issued a paper may revoke it."""

    words = "撤销证照由签发它的机关中有权作出决定的人员办理。请联系他们。"


class EndedAlready(Conflict):
    """It was replaced or revoked before."""

    words = "这份证照已经换发或撤销，不用再撤销。"


class NothingToReissue(Conflict):
    """There is no good paper to be issued once more."""

    words = "这个单位现在没有有效的证照文书，无法补发。"
