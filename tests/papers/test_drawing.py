"""What people typed is printed as they typed it, whatever it is; what is not approved says so on every page."""

import re
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from banshi.ledger import clock
from banshi.papers import drawing, fonts
from tests.papers.situations import PLAIN, said

HOSTILE = (
    '#import "/etc/passwd": *',
    "$x^2$ @ref <label>",
    '\\ #panic() #eval("1")',
    "*a* _b_ `c` = d",
    "[#] // 注释 /* */",
    '"}])}',
)
A4_WIDE = 595.3  # points
PRINTED = said() | {
    "title": "登记证",
    "number": "渝登字〔2026〕000123号",
    "code": "7KQM-3XHP-R9WD",
    "check_url": "https://example.test/check/1/?code=7KQM3XHPR9WD",
    "unit": "渝州江南桥隧检测有限公司",
    "day": "2026-11-21",
    "period": "2012-06-30",
    "test": True,
}


def text_of(pdf: bytes, tmp_path: Path) -> str:
    """What poppler reads in a PDF."""
    (tmp_path / "paper.pdf").write_bytes(pdf)
    read = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "paper.pdf", "-"], check=True, capture_output=True, text=True
    )
    return read.stdout


def drawn(layout: str = PLAIN, **more: Any) -> bytes:
    return drawing.pdf(drawing.files(layout), PRINTED | more)


@pytest.mark.parametrize("name", HOSTILE)
def test_markup_in_a_name_is_printed_and_not_run(name: str, tmp_path: Path) -> None:
    """Red when the name is put into the layout's text instead of its data."""
    assert "".join(name.split()) in "".join(text_of(drawn(unit=name), tmp_path).split())


@pytest.mark.parametrize("long", ["https://" + "A" * 400, "桥" + "A" * 200 + "公司", "9" * 300])
def test_a_text_without_a_gap_stays_on_the_page(long: str, tmp_path: Path) -> None:
    """Red without the breaks in long texts: then all of it stands in one line, and most of it beside the page."""
    (tmp_path / "paper.pdf").write_bytes(drawn(unit=long))
    read = subprocess.run(
        ["pdftotext", "-bbox", tmp_path / "paper.pdf", "-"], check=True, capture_output=True, text=True
    )
    assert max(float(right) for right in re.findall(r'xMax="([\d.]+)"', read.stdout)) <= A4_WIDE


@pytest.mark.parametrize("character", "䶮㐂㑇𬭊𫖯𬒈赟堃")
def test_rare_han_characters_are_printed(character: str, tmp_path: Path) -> None:
    assert character in fonts.characters()
    assert character in text_of(drawn(unit=f"王{character}"), tmp_path)


@pytest.mark.parametrize("character", ["𠮷", "😀", "\u200b", "\ue000", "\U000e0100"])
def test_a_character_no_font_has_is_named_by_its_code_point(character: str, tmp_path: Path) -> None:
    """Red when it is handed to Typst as it is: PDF/A refuses what has no shape, and the paper would never come."""
    assert f"U+{ord(character):04X}" in text_of(drawn(unit=f"王{character}明"), tmp_path)


def test_a_font_says_itself_which_characters_it_has() -> None:
    assert len(fonts.characters()) > 30_000
    assert {"A", "〔", "★"} <= fonts.characters()


def test_an_issued_paper_is_pdf_a_2b_with_its_day_and_title() -> None:
    with pikepdf.open(BytesIO(drawn())) as pdf, pdf.open_metadata() as about:
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "B")
        assert about["dc:title"] == "登记证"
        assert about["xmp:CreateDate"].startswith("2026-11-21")


def test_pictures_show_the_same_pages() -> None:
    pages = drawing.pictures(drawing.files("一\n#pagebreak()\n二"), PRINTED)
    sizes = [Image.open(BytesIO(page)).size for page in pages]
    assert sizes == [(909, 1286), (909, 1286)]


FILLED = {
    "title": "占有登记 填报表",
    "ref_title": "办件编号",
    "ref": "CQ2026-0000123-7",
    "unit": "某公司",
    "decided": "",
    "sections": [],
    "materials": [["公司章程", "1 个"]],
}
SECTION = {
    "title": "出资人",
    "cells": [["名称", "某某"]] * 90,
    "tables": [{"title": "表", "columns": ["甲", "乙"], "rows": [["1", "2"]]}],
}
RECEIPT = {
    "title": "占有登记",
    "decided": "",
    "report": "上报",
    "ref_title": "办件编号",
    "ref": "CQ2026-0000123-7",
    "unit": "某公司",
    "lines": [["上报人", "王经办"]],
}


def test_a_print_before_approval_is_marked_on_every_page_and_has_nothing_of_a_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S9. Red when the frame forgets the mark."""
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 21))
    for pdf in (drawing.marked_pdf("filled", FILLED | {"sections": [SECTION]}), drawing.marked_pdf("receipt", RECEIPT)):
        pages = text_of(pdf, tmp_path).split("\f")[:-1]
        assert all(
            set("未经审批仅供核对") <= set(page) for page in pages
        )  # it stands aslant: poppler reads it in pieces
        assert b"/Sig" not in pdf
        assert not any(word in "".join(pages) for word in ("核验码", "登记机关"))


def test_a_print_of_what_was_decided_says_so_and_is_no_paper_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Red when it is still said to be without approval, or bears no mark at all."""
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 21))
    decided = "审核通过：2026年11月20日，省国资委 陈处长"
    page = text_of(drawing.marked_pdf("filled", FILLED | {"decided": decided}), tmp_path)
    assert decided.replace(" ", "") in page.replace(" ", "")
    assert "未经审批" not in page.replace("\n", "")
    assert set(drawing.DECIDED) <= set(page)
