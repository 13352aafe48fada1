"""S24: what tells who somebody is is found however it is written; what tells nobody is left alone."""

import pytest

from banshi.bulletin.telling import told_in


@pytest.mark.parametrize(
    "written",
    [
        "13900952350",
        "8613900952350",
        "+86 13900952350",
        "0086-139-0095-2350",
        "139-0095-2350",
        "139 0095 2350",
        "139.0095.2350",
        "１３９００９５２３５０",
        "139\u200b0095\ufe0f2350",
        "139—0095—2350",
        "139/1234/5678",
        "139,1234,5678",
        "139，1234，5678",
        "139、1234、5678",
        "139*12345678",
        "139_1234_5678",
        "139:1234:5678",
        "139：1234：5678",
        "139～1234～5678",
        "139・1234・5678",
        "139|1234|5678",
        "1 3 9 1 2 3 4 5 6 7 8",
        "13:91:23:45:67:8",
        "1391-12-34567",
        "139,123,456,78",
        "一三九一二三四五六七八",
        "幺三九，一二三四，五六七八",
        "壹叁玖12345678",
        "430102*19900101*123X",
        "430102 19900101 123X",
        "430102-19900101-123x",
        "0731-88888888",
        "(0731) 8888 8888",
        "（０２３）６７８９００００",
        "010-62345678",
        "wang.li@example.com",
        "wang＠example．com",
        "wang(at)example.cn",
        "wang（AT）example.cn",
        "wang [at] example.cn",
        "wang at example.cn",
    ],
)
def test_a_number_or_a_mailbox_is_found_however_it_is_written(written: str) -> None:
    """Red when only 11 or 18 figures in a row are looked for, or only with certain signs between them."""
    assert len(list(told_in(f"请找 {written} 谢谢，2026 年 1 月"))) == 1


@pytest.mark.parametrize("written", ["王经办", "王 经办", "王\u3000经\u200b办"])
def test_a_name_is_found_with_spaces_in_it(written: str) -> None:
    """Red when the name is looked for as it is kept."""
    assert list(told_in(f"我是{written}", ["王经办"])) == ["王经办"]


@pytest.mark.parametrize(
    "text",
    [
        "按 2026-01-15 13:30 至 15:00 的汇率 7.1234 折算",
        "渝财〔2026〕13 号，共 1500.00 万元，13-15 页",
        "请打 12345 或者 400-820-8820",
        "代码 91430100MA4L12345X，办件 PR-2026-000123",
        "一、15 16 17 18 19 20 号",
        "张三@工作群",
        "2026 01 15 到 2026 02 15",
        "湘S(2026)001号、湘S(2026)002号，测许准字〔2026〕00001号",
        "2026-11-22、2026-11-23，1999.10.1—2026.1.1",
        "1,200,000.50 元，1,350,000,000.0 元和 15,000,000,000 元",
        "13:30—15:00、9:00 至 11:30",
        "1:10000 地形图 13 幅，1:500 地形图 1350 幅",
        "东经 113°05′12.34″，北纬 28°10′45.67″",
        "一三五层，二〇二六年一月一日起三十个工作日",
        "面积 1350.25、1420.30 平方米",
        "请看 www.example.cn",
    ],
)
def test_dates_amounts_and_codes_tell_nobody(text: str) -> None:
    """Red when every row of digits is taken for a phone."""
    assert list(told_in(text, ["王"])) == []
