"""Which layouts of a paper are offered for printing is the agency's to choose; papers keep all they were issued with."""

import pytest

from banshi.catalogue import actions, queries
from banshi.ledger import queries as past
from banshi.lib.refusals import Forbidden, Invalid, NotFound
from tests.bulletin.situations import KEEPER, OFFICER

pytestmark = pytest.mark.django_db
PACK, PAPER = "property_rights", "registration_certificate"
ISSUED = (("original", "正本"), ("duplicate", "副本"))


def choose(offered: list[str], first: str, paper: str = PAPER) -> None:
    actions.choose_layouts(PACK, paper, {"offered": offered, "first": first}, by=KEEPER)


def test_all_are_offered_until_somebody_chooses_then_the_chosen_ones_the_first_in_front() -> None:
    """Red when the order is that of the pack."""
    assert queries.offered(PACK, PAPER, ISSUED) == ISSUED
    choose(["original", "duplicate"], "duplicate")
    assert queries.offered(PACK, PAPER, ISSUED) == (("duplicate", "副本"), ("original", "正本"))
    choose(["original"], "original")
    assert queries.offered(PACK, PAPER, ISSUED) == (("original", "正本"),)


def test_a_paper_that_was_issued_with_other_layouts_is_still_printed() -> None:
    """Red when nothing is left to choose from."""
    choose(["duplicate"], "duplicate")
    earlier = (("of_2020", "旧版"),)
    assert queries.offered(PACK, PAPER, earlier) == earlier


def test_the_first_is_one_of_those_offered() -> None:
    for offered, first, cell in ((["original"], "duplicate", "first"), ([], "original", "offered")):
        with pytest.raises(Invalid) as refused:
            choose(offered, first)
        assert cell in [problem.cell for problem in refused.value.problems]
    with pytest.raises(NotFound):
        choose(["original"], "original", "no_such_paper")


def test_the_choice_is_an_event_and_only_the_administrators() -> None:
    choose(["duplicate"], "duplicate")
    told = past.history(f"catalogue:{PACK}/{PAPER}")[-1]
    assert (told.kind, told.data["layouts"]) == ("layouts_chosen", ["duplicate"])
    with pytest.raises(Forbidden):
        actions.choose_layouts(PACK, PAPER, {"offered": ["original"], "first": "original"}, by=OFFICER)
