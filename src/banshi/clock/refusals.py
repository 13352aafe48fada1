"""What the calendar refuses."""

from banshi.lib.refusals import Conflict


class YearOvertaken(Conflict):
    """Somebody else has published the year since."""

    words = "这一年的日历刚刚由别人改过并发布了。您填写的还在页面上，没有发布；核对后再发布一次，就以这里的内容为准。"
