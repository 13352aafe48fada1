"""Units, accounts and cases are found however their names are typed."""

import pytest

from banshi.lib.actor import SYSTEM
from banshi.lib.spelled import spellings
from banshi.people import actions, audit, queries
from banshi.people.accounts import administration
from banshi.people.units import standings
from tests.people.situations import a_code

pytestmark = pytest.mark.django_db
TREE = "主管"


@pytest.fixture
def named() -> tuple[str, str]:
    """A unit with brackets of full width in its name: its code and its name."""
    code = a_code()
    top = actions.add_unit(name=f"渝州{code}集团", code=code, tree=TREE, by=SYSTEM)
    own = a_code()
    actions.add_unit(name=f"渝州{own}（Ａ）置业有限公司", code=own, tree=TREE, parent=top, by=SYSTEM)
    return own, f"渝州{own}（Ａ）置业有限公司"


@pytest.mark.parametrize("typed", ["{}（Ａ）置业", "{}(A)置业", " {} (a) 置业　", "{}【A】", "{}"])
def test_a_unit_is_found_as_it_signs_in(named: tuple[str, str], typed: str) -> None:
    """Red when brackets, widths, spaces or capitals count."""
    code, name = named
    text = typed.format(f"渝州{code}")
    assert [unit.name for unit in administration.find_units(SYSTEM, text)] == [name]
    assert standings.titles(standings.find(text, 2)) == {queries.known_id_of(code): (code, name)}
    assert audit.units_like(SYSTEM, text) == (queries.known_id_of(code),)
    assert audit.units_called(SYSTEM, f" {name.replace('（Ａ）', '(a)')}") == (queries.known_id_of(code),)


def test_a_code_is_found_however_it_is_typed(named: tuple[str, str]) -> None:
    """Red when a hyphen or full width counts."""
    code, name = named
    typed = f"{code[:8]}-{code[8:]}".lower()
    assert [unit.name for unit in administration.find_units(SYSTEM, typed)] == [name]


def test_where_names_are_kept_as_they_were_each_spelling_is_looked_for() -> None:
    """Red when a plain text is looked for twice, and when brackets of one width find no others."""
    assert spellings("路桥") == ["路桥"]
    assert spellings("路桥 (集团)") == ["路桥 (集团)", "路桥(集团)", "路桥（集团）"]
    assert spellings("路桥【集团】") == ["路桥【集团】", "路桥(集团)", "路桥（集团）"]
