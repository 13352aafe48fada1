"""The letters of a permit say what the law wants said."""

import re
import unicodedata
from pathlib import Path

import pytest
from django.urls import reverse

from banshi.catalogue import shelf
from banshi.packs.survey_hall.papers import GRANT, LETTERS
from banshi.packs.survey_hall.tests.situations import act, an_office, at_work, to_sign
from banshi.papers import checks, drawing
from tests.papers.test_drawing import text_of

RIGHTS = ("申请行政复议", "六十日", "六个月", "行政诉讼")
SAID = {
    "acceptance_notice": ("第三十二条", "予以受理", "期限届满日为2026年3月3日", "承诺最迟于2026年2月24日"),
    "correction_notice": ("一次告知", "需要补正的地方"),
    "refusal_notice": ("不予受理，理由如下", *RIGHTS),
    "special_notice": ("第四十五条", "不计算在"),
    "extension_notice": ("第四十二条", "延长十个工作日，理由如下", "期限届满日为2026年3月3日"),
    "grant_decision": ("第三十八条第一款", "准予行政许可", "最迟至2026年3月3日"),
    "denial_decision": ("不予行政许可，理由如下", *RIGHTS, "最迟至2026年3月3日"),
}


def legible(text: str) -> str:
    """A text without spaces; poppler reads some characters as the radicals they look like."""
    return unicodedata.normalize("NFKC", "".join(text.split()))


@pytest.mark.parametrize(("key", "title"), [(key, title) for key, title, _ in LETTERS])
def test_a_letter_names_the_article_the_reason_and_the_rights(key: str, title: str, tmp_path: Path) -> None:
    """行政许可法 32, 38, 42, 45. Red when 不予许可 is told without reason or without 复议 and 诉讼."""
    matter = shelf.matter("survey_hall", "map_review")
    layout = matter.paper(key).layouts[0]
    drawn = text_of(drawing.pdf(drawing.files(layout.text), checks.sample(matter, title)), tmp_path)
    assert not [words for words in (title, *SAID[key]) if legible(words) not in legible(drawn)]


@pytest.mark.parametrize("paper", ["grant_decision", "map_approval"])
def test_what_is_granted_for_a_map_says_which_map_it_is(paper: str, tmp_path: Path) -> None:
    """地图管理条例 19. Red when a map is permitted to survey, or one cannot tell which, of what scale and how many sheets."""
    matter = shelf.matter("survey_hall", "map_review")
    said = checks.sample(matter, matter.paper(paper).title) | {"matter": matter.title, "number": "湘S(2026)001号"}
    drawn = legible(text_of(drawing.pdf(drawing.files(matter.paper(paper).layouts[0].text), said), tmp_path))
    asked = ("审图号", "湘S(2026)001号", *map(matter.form.label, ("map_name", "scale", "sheets", "scope")))
    assert not [words for words in asked if legible(words) not in drawn]
    assert "测绘活动" not in drawn


@pytest.mark.django_db
def test_decisions_are_listed_by_what_they_are_about_and_found_by_it() -> None:
    """Red when a unit's decisions stand under one name and a 时期, or a decision leads back to what is not found."""
    office = an_office()
    act(office, "周签发", to_sign(office), "grant")
    clerk = at_work(office, "李审核")
    address = reverse("filing:papers", args=["survey_hall", GRANT])
    page = clerk.get(address).content.decode()
    assert "地图审核 · 湘北省地图" in page
    assert "时期" not in page
    assert page.count(office.names["press"]) == 1
    assert "地图审核 · 湘北省地图" in clerk.get(address, {"text": "北省"}).content.decode()
    assert "没有找到" in clerk.get(address, {"text": "长沙市"}).content.decode()
    (paper,) = re.findall(r'href="(/papers/\d+/letter/)"', page)
    shown = clerk.get(paper).content.decode()
    (back,) = re.findall(r'href="([^"]+)">返回办件', shown)
    assert clerk.get(back).status_code == 200
    assert "时期" not in shown
