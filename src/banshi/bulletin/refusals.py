"""What the bulletin refuses."""

from banshi.lib.refusals import Conflict


class TextOvertaken(Conflict):
    """Somebody else published a newer version of the same text."""

    words = "这里的内容刚刚由别人改过并发布了。您填写的还在页面上，没有发布；核对后再发布一次，就以这里的内容为准。"
