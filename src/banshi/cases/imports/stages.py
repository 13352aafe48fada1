"""How far an import is. What the worker does goes on by itself; where it stops, somebody presses."""

READING, CHECKING, FILING, MATCHING, REPORTING = "reading", "checking", "filing", "matching", "reporting"
CHECKED, FILED, REFUSED = "checked", "filed", "refused"
WORKING = {
    READING: "正在读取工作簿",
    CHECKING: "正在检查各行",
    FILING: "正在导入",
    MATCHING: "正在对应扫描件",
    REPORTING: "正在{report}",
}
# Where an import stands again when what was pressed cannot be done; from the others nothing leads on.
BEFORE = {FILING: CHECKED, MATCHING: FILED, REPORTING: FILED}

# What becomes of a row.
NEW, UPDATE, WRONG = "new", "update", "wrong"  # as the preview says
KEPT, REPORTED, LEFT = "kept", "reported", "left"  # a draft, under way, a draft that could not be reported
OUTCOMES = {
    NEW: "新建填报",
    UPDATE: "更新原有填报",
    WRONG: "需要修改，不导入",
    KEPT: "已导入，填报中",
    REPORTED: "已{report}",
    LEFT: "没有{report}",
}
UNCHANGED = "与原有填报相同"  # an update that would change nothing


def at_work(stage: str, report: str) -> str:
    """What the worker is at, where a case is filed by the move `report`; "" while it waits for a press."""
    return WORKING.get(stage, "").format(report=report)


def outcome_of(key: str, report: str) -> str:
    """What became of a row, in the words of that move."""
    return OUTCOMES.get(key, "").format(report=report)
