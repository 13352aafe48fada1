"""What entries of lists are called."""

from banshi.define import Option
from banshi.forms.workbooks.naming import of_codes, of_options

NATURES = of_options((Option("101", "101 划拨"), Option("106", "106 家庭承包"), Option("201", "201 家庭承包")))
PLACES = of_codes([("430000", "湖南省"), ("430100", "湖南省 长沙市"), ("430104", "湖南省 长沙市 岳麓区")])


def test_an_option_is_called_by_its_code_its_name_and_both() -> None:
    """Red when spaces, brackets and width tell names apart."""
    said = ["101", "划拨", "101 划拨", "划拨（101）", "１０１划拨", " 划 拨"]
    assert {NATURES.find(each) for each in said} == {("101", "")}


def test_a_name_of_several_options_is_not_guessed() -> None:
    """Red when the first of them is taken."""
    assert NATURES.find("家庭承包") == ("家庭承包", "“家庭承包”有几个：106 家庭承包、201 家庭承包。请写全称或代码。")
    assert NATURES.find("家庭承包（201）") == ("201", "")


def test_a_place_is_called_by_any_end_of_its_name() -> None:
    said = ["岳麓区", "长沙市岳麓区", "湖南省岳麓区", "湖南省长沙市岳麓区", "岳麓区 430104"]
    assert [PLACES.find(each)[0] for each in said] == ["430104"] * 5
    assert PLACES.find("湖南省") == ("430000", "")


def test_a_code_beside_another_name_is_not_believed() -> None:
    """Red when either is taken for both."""
    assert "没有找到" in PLACES.find("长沙市（430104）")[1]
