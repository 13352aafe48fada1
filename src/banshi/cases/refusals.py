"""What the heart refuses."""

from datetime import datetime
from zoneinfo import ZoneInfo

from banshi.lib.refusals import Conflict, Forbidden

CHINA = ZoneInfo("Asia/Shanghai")


class Overtaken(Conflict):
    """Somebody moved the case first; the words say who, what and when."""

    def __init__(self, who: str, what: str, at: datetime) -> None:
        when = at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")
        super().__init__(
            f"{who}已于 {when} 办理了“{what}”。您的这次操作没有生效，请看过最新情况再办理。", winner=who, at=at
        )


class DraftOvertaken(Conflict):
    """The draft was saved elsewhere in between."""

    words = "这份填报在另一处刚刚保存过，您在这里填写的内容还在页面上，没有保存。"


class NotYourTurn(Forbidden):
    """The move exists, but not for this actor now."""

    words = "这一步现在不能办理：办件已不在您的案头，或者您没有办理它的权限。"


class OwnSubmission(Forbidden):
    """Nobody decides on what they wrote."""

    words = "这份报送稿是您或您的单位填报的，应由别人审核。"
