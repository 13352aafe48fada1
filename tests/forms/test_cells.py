"""Cleaning one cell: what people type comes to one spelling, or to words that say what to do."""

from typing import Any

import pytest

from banshi.define import Field
from banshi.forms.cleaning import clean_cell
from tests.forms.asking import (
    ABOUT,
    CODE,
    DAY,
    HEADS,
    KINDS,
    MONEY,
    NAME,
    PERSON,
    PHONE,
    POST,
    REGION,
    SHAPED,
    SHARE,
    TRADES,
    UNIT,
    resolve,
)

GOOD: list[tuple[Field, Any, Any]] = [
    (NAME, "  渝州公司 ", "渝州公司"),
    (NAME, "渝\x00州\u200b公\ufeff司\x1b", "渝州公司"),
    (NAME, "渝州\n公司", "渝州公司"),
    (NAME, "e\u0301", "é"),
    (NAME, "e\u200b\u0301", "é"),
    (ABOUT, "一\r\n二\r三", "一\n二\n三"),
    (CODE, "１２３４５６７８-8", "123456788"),
    (CODE, "91500000123456788c", "91500000123456788C"),
    (CODE, "无", "无"),
    (SHAPED, "12ab", "12AB"),
    (PERSON, "11010519491231002x", "11010519491231002X"),
    (PHONE, "138 0013 8000", "13800138000"),
    (PHONE, "１３８００１３８０００", "13800138000"),
    (PHONE, "138-0013 8000", "13800138000"),
    (PHONE, "023-67890000", "023-67890000"),
    (HEADS, "１，０００", "1000"),
    (HEADS, "007", "7"),
    (HEADS, "12.0", "12"),
    (MONEY, "1,234,567.50", "1234567.5"),
    (MONEY, "1 000.5", "1000.5"),
    (MONEY, "1\u00a0000", "1000"),
    (MONEY, "-0.00", "0"),
    (MONEY, "0.000001", "0.000001"),
    (SHARE, "51%", "51"),
    (SHARE, "５１．５％", "51.5"),
    (DAY, "2026-11-21", "2026-11-21"),
    (DAY, "2026/1/2", "2026-01-02"),
    (DAY, "2026.1.2", "2026-01-02"),
    (DAY, "20260102", "2026-01-02"),
    (DAY, "2026-01-02 00:00:00", "2026-01-02"),
    (DAY, " 2026年1月2日 ", "2026-01-02"),
    (DAY, "２０２６－０１－０２", "2026-01-02"),
    (DAY, "2024-02-29", "2024-02-29"),
    (POST, "是", "是"),
    (KINDS, ["私营", "国有", "国有", ""], ["国有", "私营"]),
    (UNIT, " 12345678-9 ", {"code": "123456789", "name": "渝州公司"}),
    (REGION, "500103", {"code": "500103", "name": "渝中区"}),
    (TRADES, ["E48", "E48"], [{"code": "E48", "name": "建筑业"}]),
    (TRADES, "E48，E50", [{"code": "E48", "name": "建筑业"}, {"code": "E50", "name": "装饰业"}]),
]


@pytest.mark.parametrize(("field", "typed", "answer"), GOOD)
def test_a_good_cell_comes_to_one_spelling(field: Field, typed: Any, answer: Any) -> None:
    """Red when full-width digits, separators, invisible characters or a way to write a day are not understood."""
    assert clean_cell(field, typed, resolve) == (answer, "")


BAD: list[tuple[Field, Any, str]] = [
    (NAME, "字" * 11, "“名称”最多 10 字，现在有 11 字。"),
    (NAME, "\u200b\x00", "请填写“名称”。"),
    (CODE, "123456780", "组织机构代码的校验位不对"),
    (CODE, "915000001234567880", "统一社会信用代码的校验位不对"),
    (CODE, "12", "组织机构代码应为 9 位"),
    (SHAPED, "-", "“单元号”填得不对，请核对：4 位。"),
    (SHAPED, "123", "“单元号”填得不对，请核对：4 位。"),
    (PERSON, "110105194912310021", "校验位不对"),
    (PERSON, "110105194902310021", "出生日期不存在"),
    (PHONE, "12345", "请填写 11 位手机号"),
    (HEADS, "十", "应填写数字，例如 1000。"),
    (HEADS, "1e3", "应填写数字"),
    (HEADS, "NaN", "应填写数字"),
    (HEADS, "10,00", "应填写数字"),
    (HEADS, "1.5", "“人数”应填写整数。"),
    (HEADS, "0", "“人数”不能小于 1。"),
    (HEADS, "1001", "“人数”不能大于 1000。"),
    (MONEY, "-1", "“注册资本”不能小于 0。"),
    (MONEY, "51%", "应填写数字"),
    (MONEY, "0.0000001", "“注册资本”最多 6 位小数。"),
    (MONEY, "1." + "0" * 35 + "1", "“注册资本”最多 6 位小数。"),
    (MONEY, "1" + "0" * 15, "“注册资本”太大，请核对单位。"),
    (MONEY, "9" * 41, "应填写数字"),
    (SHARE, "100.01", "“比例”不能大于 100。"),
    (DAY, "2026-02-30", "“日期”应填写日期，例如 2026-11-21。"),
    (DAY, "20261301", "“日期”应填写日期"),
    (DAY, "2026", "“日期”应填写日期"),
    (DAY, "0000-00-00", "“日期”应填写日期"),
    (POST, "也许", "请在“邮寄”的选项中选择。"),
    (KINDS, ["国有", "外星"], "请在“类型”的选项中选择。"),
    (UNIT, "999", "请在“单位”的列表中选择；没有找到“999”。"),
    (UNIT, {"name": "没有代码"}, "请在“单位”的列表中选择"),
    (TRADES, "E48 E50 E51", "“行业”最多选 2 个。"),
    (TRADES, ["E48", "E99"], "请在“行业”的列表中选择；没有找到“E99”。"),
    (NAME, None, "请填写“名称”。"),
    (KINDS, ["", " "], "请选择“类型”。"),
]


@pytest.mark.parametrize(("field", "typed", "words"), BAD)
def test_a_bad_cell_is_told_what_to_do(field: Field, typed: Any, words: str) -> None:
    """Red when a bound, a check digit or a list is not looked at."""
    answer, problem = clean_cell(field, typed, resolve)
    assert answer is None
    assert words in problem


@pytest.mark.parametrize("typed", ["", "  ", "\u3000", "\u200b", None, []])
def test_an_empty_cell_nobody_requires_is_no_problem(typed: Any) -> None:
    """Red when an answer of nothing but spaces counts as an answer."""
    answer, problem = clean_cell(ABOUT, typed, resolve)
    assert not answer
    assert problem == ""
