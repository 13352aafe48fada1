"""What records refuse."""

from banshi.lib.refusals import Conflict


class RecordMoved(Conflict):
    """The record a decision builds on has changed meanwhile."""

    words = "这个单位的登记数据已经有了变化（另一件办件已经办结），请核对最新的登记数据后再办理。"
