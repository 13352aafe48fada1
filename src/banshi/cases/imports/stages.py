"""How far an import is. What the worker does goes on by itself; where it stops, somebody presses."""

READING, CHECKING, FILING, MATCHING, REPORTING = "reading", "checking", "filing", "matching", "reporting"
CHECKED, FILED, REFUSED = "checked", "filed", "refused"
WORKING = {
    READING: "正在读取工作簿",
    CHECKING: "正在检查各行",
    FILING: "正在导入",
    MATCHING: "正在对应扫描件",
    REPORTING: "正在上报",
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
    REPORTED: "已上报",
    LEFT: "没有上报",
}
UNCHANGED = "与原有填报相同"  # an update that would change nothing
