"""The list of mistakes speaks to people: the law a rule comes from, and no code of ours."""

import re

import pytest
from django.template.loader import render_to_string

from banshi.forms.drawing import Mistake

NAME = Mistake("cell-name", "单位名称", "这个名称已有单位使用。", True, "AM03", "")
CODE = Mistake("cell-uscc", "统一社会信用代码", "与组织机构代码不符。", True, "AM01", "GB 32100-2015")


@pytest.mark.parametrize(("page", "listed"), [("parts/mistakes.html", "mistakes"), ("parts/remarks.html", "remarks")])
def test_a_mistake_names_its_law_and_no_code(page: str, listed: str) -> None:
    """Red when （AM03） stands behind a sentence, which nobody can look up."""
    read = re.sub(r"<[^>]+>", "", render_to_string(page, {listed: [NAME, CODE]}))
    assert "（GB 32100-2015）" in read
    assert "AM0" not in read
