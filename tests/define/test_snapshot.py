"""Words to JSON and back: what was published is read back equal, by today's code and by tomorrow's."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banshi.catalogue import shelf
from banshi.define import Filing, Matter, Rule, Text, When, Word
from banshi.define.snapshot import Unreadable, from_data, to_data
from tests.define.words import KINDS, a_word


def there_and_back(word: Word) -> Any:
    """The word after it was stored as JSON text."""
    return from_data(json.loads(json.dumps(to_data(word))))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_every_word_goes_both_ways(kind: type[Word], data: st.DataObject) -> None:
    """Red when `to_data` leaves out a False where the default is True, or `from_data` leaves lists as they are."""
    word = data.draw(a_word(kind))
    assert there_and_back(word) == word


@pytest.mark.parametrize(
    "matter",
    [matter for pack in shelf.packs().values() for matter in pack.matters],
    ids=lambda matter: matter.key,
)
def test_every_matter_on_the_shelf_goes_both_ways(matter: Matter) -> None:
    """Red when a pack says something that has no spelling in JSON."""
    assert there_and_back(matter) == matter


def test_what_is_left_to_its_default_is_not_spelled() -> None:
    """A word with a new default keeps the digests of what was published before. Red when defaults are written out."""
    assert to_data(Text(key="a", label="甲")) == {"word": "Text", "key": "a", "label": "甲"}
    assert to_data(When("a", is_in=("1",))) == {"word": "When", "key": "a", "is_in": ["1"]}


def test_a_rule_read_back_runs_the_code_of_today() -> None:
    """Red when the code is not put back: a stored matter would judge nothing."""
    rule = Rule(code="R1", title="规则", about=("a",), check=lambda filing: ())
    assert "check" not in to_data(rule)
    assert from_data(to_data(rule), {"R1": rule.check}).check is rule.check


def test_a_rule_whose_code_is_gone_says_so_when_it_runs() -> None:
    """Red when such a rule passes in silence."""
    rule = from_data(to_data(Rule(code="R1", title="规则", about=("a",))))
    with pytest.raises(LookupError, match="today's code"):
        list(rule.problems(Filing(answers={}, today=None)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"word": "Hologram", "key": "a"}, "Hologram"),
        ({"word": "Text", "key": "a", "label": "甲", "colour": "红"}, "Text.*colour"),
        ({"word": "Text", "key": "a"}, "Text.*label"),
        ({"word": "When", "key": "a", "is_in": "是"}, "When.*is_in"),
        ({"word": "Section", "key": "a", "title": "甲", "fields": [{"word": "Hologram"}]}, "Hologram"),
    ],
)
def test_what_a_newer_house_wrote_is_refused_by_name(data: dict[str, Any], words: str) -> None:
    """Red when an unknown word or part is skipped: a case would be decided on half its form."""
    with pytest.raises(Unreadable, match=words):
        from_data(data)
