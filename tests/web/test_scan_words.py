"""What stands beside a file says what to do where a virus could have slipped through (S17)."""

import pytest
from django.template.loader import render_to_string


def beside(scan: str, *, theirs: bool = True) -> str:
    return render_to_string("parts/scan.html", {"file": {"size": 2048, "scan": scan}, "theirs": theirs})


def test_a_scanned_file_has_its_mark_and_no_more() -> None:
    assert "2 KB · 已查毒" in beside("已查毒")
    assert "杀毒软件" not in beside("已查毒")


def test_who_has_uploaded_a_file_themselves_is_told_its_size() -> None:
    """Red when a filer reads that their own file was not scanned, and can do nothing about it."""
    assert "2 KB" in beside("未查毒", theirs=False)
    assert "查毒" not in beside("未查毒", theirs=False)


@pytest.mark.parametrize(
    ("scan", "why"),
    [
        ("未查毒", "没有连接查毒程序"),
        ("未查毒，压缩包内容未检查", "没有连接查毒程序"),
        ("已查毒，压缩包内容未检查", "看不到这个压缩包里面"),
    ],
)
def test_what_was_not_scanned_says_why_and_what_to_do(scan: str, why: str) -> None:
    """Red when only the mark is shown."""
    assert scan in beside(scan)
    assert why in beside(scan)
    assert "杀毒软件查一遍再打开" in beside(scan)
