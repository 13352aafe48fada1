"""What is said of an import names the move by which its cases are filed."""

from banshi.cases.imports.stages import CHECKED, LEFT, NEW, REPORTED, REPORTING, at_work, outcome_of


def test_what_is_handed_in_by_another_name_is_called_by_it() -> None:
    """Red when drafts that are 提交 are said to be 上报."""
    assert at_work(REPORTING, "提交") == "正在提交"
    assert [outcome_of(key, "提交") for key in (NEW, REPORTED, LEFT)] == ["新建填报", "已提交", "没有提交"]
    assert at_work(CHECKED, "提交") == ""
