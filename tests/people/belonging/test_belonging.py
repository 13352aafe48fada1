"""S28: nobody speaks for a company without its consent. H10, H11: people come to belong to units, and leave them."""

from typing import Any

import pytest
from django.db import transaction

from banshi.cases import actions as cases
from banshi.cases import queries
from banshi.cases.refusals import OwnSubmission
from banshi.catalogue import shelf
from banshi.ledger import queries as ledger
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Conflict, Forbidden, Invalid, NotFound, TooMany
from banshi.people import demo
from banshi.people import queries as people
from banshi.people.belonging import actions as belonging
from banshi.people.belonging import queries as belongs
from banshi.people.belonging.actions import Wish
from banshi.people.models import Person
from banshi.people.persons import closing
from tests.people.belonging.situations import (
    JOINING,
    PERMITS,
    Place,
    a_place,
    act,
    asked,
    attach,
    desk,
    joined,
    open_moves,
    roles,
)

pytestmark = pytest.mark.django_db
APPLICANT, ADMINISTRATOR = "survey_hall/applicant", "account_matters/administrator"


@pytest.fixture
def place() -> Place:
    return a_place("林甜", "王经办", "张旁人")


def test_s28_a_code_alone_never_binds(place: Place) -> None:
    """Red when the right code gives a role, before anybody has agreed."""
    asked(place, "林甜")
    assert roles(place, "林甜") == set()
    assert belongs.mine(shelf.seats(), by=place.actor("林甜")) == []
    with pytest.raises(Forbidden):
        cases.open_case("survey_hall/map_review", place.units["press"], by=place.actor("林甜"), token=new_token())


def test_s28_a_wrong_code_says_nothing_and_few_are_tried(place: Place) -> None:
    """Red when tries are not counted across units, or a right code after too many wrong ones is told apart from a wrong one."""
    by = place.actor("林甜")
    said = set()
    for unit in ("press", "other", "press", "other", "press"):
        with pytest.raises(Invalid) as refusal:
            belongs.proven(place.units[unit], "123456789", by=by)
        said.add(refusal.value.words)
    assert len(said) == 1
    with pytest.raises(TooMany):
        belongs.proven(place.units["press"], place.codes["press"], by=by)


def test_h10_the_first_of_a_unit_is_let_in_by_the_agency_and_administers_it(place: Place) -> None:
    ref = asked(place, "林甜")
    assert desk(ref) == place.hall
    act(place, "何审核", ref, "approve")
    assert {APPLICANT, ADMINISTRATOR, "account_matters/signs"} <= roles(place, "林甜")
    assert [event.kind for event in ledger.history(f"unit:{place.units['press']}")][-1] == "bound"


def test_h10_the_next_is_let_in_by_the_units_own_administrator(place: Place) -> None:
    """Red when the agency goes on deciding for a unit that has an administrator, or everybody becomes one."""
    joined(place, "林甜")
    ref = asked(place, "王经办", seat="fills")
    assert desk(ref) == place.units["press"]
    with pytest.raises(NotFound):
        queries.case_for(place.actor("何审核"), ref)
    assert "approve" in open_moves(place, "林甜", ref, "press")
    act(place, "林甜", ref, "approve", "press")
    assert ADMINISTRATOR not in roles(place, "王经办")
    assert "account_matters/fills" in roles(place, "王经办")


def test_s28_the_administrator_of_another_unit_approves_nothing(place: Place) -> None:
    """Red when the desk asks for the role and not for the unit."""
    joined(place, "林甜")
    joined(place, "张旁人", "other")
    ref = asked(place, "王经办")
    for acting_for in ("other", "press", ""):
        with pytest.raises(NotFound):
            act(place, "张旁人", ref, "approve", acting_for)
    assert roles(place, "王经办") == set()


def test_s28_nobody_lets_themselves_in(place: Place) -> None:
    """Red when who administers a unit decides on what they asked for by themselves."""
    joined(place, "林甜")
    with pytest.raises(OwnSubmission):
        act(place, "林甜", asked(place, "林甜"), "approve", "press")


@pytest.mark.parametrize("end", ["return", "recall"])
def test_s28_what_was_returned_or_withdrawn_gives_nothing(place: Place, end: str) -> None:
    """Red when the effect is performed by any move that ends the wait."""
    ref = asked(place, "林甜")
    act(place, "何审核" if end == "return" else "林甜", ref, end, opinion="看不清印章。")
    assert roles(place, "林甜") == set()


def test_s28_two_first_administrators_at_once_are_one(place: Place) -> None:
    """Red when the agency may let in a second one who asked before there was an administrator."""
    refs = {name: asked(place, name) for name in ("林甜", "王经办")}
    act(place, "何审核", refs["林甜"], "approve")
    with pytest.raises(Conflict, match="有了自己的管理员"):
        act(place, "何审核", refs["王经办"], "approve")
    assert roles(place, "王经办") == set()
    act(place, "何审核", refs["王经办"], "return", opinion="请交单位管理员审核。")
    act(place, "王经办", refs["王经办"], "reopen")
    act(place, "王经办", refs["王经办"], "report")
    assert desk(refs["王经办"]) == place.units["press"]


def test_s28_what_was_chosen_cannot_be_changed_in_the_draft(place: Place) -> None:
    """Red when a read-only answer is taken from what a browser sends: the code of one unit would open another."""
    by = place.actor("林甜")
    code = belongs.proven(place.units["press"], place.codes["press"], by=by)
    first = {"unit": code, "unit_code": code, "administered": "否"}
    ref = cases.open_case("account_matters/joining", by.own_unit, by=by, token=new_token(), first=first)
    case = queries.case_for(by, ref)
    typed = {"unit": place.codes["other"], "unit_code": place.codes["other"], "post": "资料室"}
    cases.save_cells(ref, typed, list(typed), by=by, version=case.draft_version)
    now = queries.case_for(by, ref).draft
    assert (now["unit"], now["unit_code"], now["post"]) == (code, code, "资料室")


def test_h11_who_left_has_no_right_from_the_next_request_on(place: Place) -> None:
    """Red when a session keeps the unit it had chosen; the unit keeps its cases."""
    joined(place, "林甜")
    joined(place, "王经办", decides="林甜")
    by = place.actor("王经办", "press")
    ref = cases.open_case("survey_hall/map_review", place.units["press"], by=by, token=new_token())
    belonging.leave(place.units["press"], by=by, seats=shelf.seats())
    after = place.actor("王经办", "press")
    assert after.unit == place.units["王经办"]
    with pytest.raises(NotFound):
        queries.case_for(after, ref)
    assert queries.case_for(place.actor("林甜", "press"), ref).editable


def test_h11_the_only_administrator_names_another_before_leaving(place: Place) -> None:
    """Red when people are left behind whom nobody can end, and whom nobody can join."""
    joined(place, "林甜")
    joined(place, "王经办", decides="林甜")
    by, seats = place.actor("林甜", "press"), shelf.seats()
    with pytest.raises(Conflict, match="先指定另一位管理员"):
        belonging.leave(place.units["press"], by=by, seats=seats)
    belonging.name_administrator(place.account("王经办"), by=by, seats=seats)
    belonging.leave(place.units["press"], by=by, seats=seats)
    assert ADMINISTRATOR in roles(place, "王经办")
    belonging.leave(place.units["press"], by=place.actor("王经办", "press"), seats=seats)
    assert desk(asked(place, "林甜")) == place.hall


def test_who_administers_gives_seats_and_dismisses_their_own_people_only(place: Place) -> None:
    """Red when an account of another unit can be named, or somebody without the seat may do it."""
    joined(place, "林甜")
    joined(place, "张旁人", "other")
    joined(place, "王经办", seat="fills", decides="林甜")
    seats, by = shelf.seats(), place.actor("林甜", "press")
    belonging.give_seat(place.account("王经办"), "signs", by=by, seats=seats)
    assert roles(place, "王经办") == {"account_matters/signs", APPLICANT}
    for stranger in (place.actor("王经办", "press"), place.actor("张旁人", "other"), place.actor("何审核")):
        with pytest.raises(NotFound):
            belonging.dismiss(place.account("林甜"), by=stranger, seats=seats)
    with pytest.raises(NotFound):
        belonging.dismiss(place.account("张旁人"), by=by, seats=seats)
    belonging.dismiss(place.account("王经办"), by=by, seats=seats)
    assert roles(place, "王经办") == set()
    assert next(each.kind for each in belongs.history(seats, by=by)) == "unbound"


def test_who_fills_or_checks_works_on_the_draft_and_only_who_signs_hands_it_in(place: Place) -> None:
    """Red when a seat gives the roles of another, or none."""
    joined(place, "林甜")
    joined(place, "王经办", seat="fills", decides="林甜")
    joined(place, "张旁人", seat="checks", decides="林甜")
    by = place.actor("王经办", "press")
    ref = cases.open_case("survey_hall/map_review", place.units["press"], by=by, token=new_token())
    for name, hands_in in (("王经办", False), ("张旁人", False), ("林甜", True)):
        assert queries.case_for(place.actor(name, "press"), ref).editable
        assert ("report" in open_moves(place, name, ref, "press")) is hands_in


def test_a_unit_of_another_tree_comes_below_the_agencies_where_its_people_file(place: Place) -> None:
    """Red when a bound person may open nothing, because their unit stands in another tree."""
    joined(place, "林甜")
    assert people.tier_of(place.units["press"], "用户") == 1
    assert people.tier_of(place.units["press"], PERMITS) == 1


def test_agencies_and_closed_units_are_not_offered(place: Place) -> None:
    """Red when somebody may ask to belong to the office that decides."""
    by = place.actor("林甜")
    offered = {each.number for each in belongs.find("", "", 0, by=by)}
    assert place.hall not in offered
    with pytest.raises(NotFound):
        belongs.proven(place.hall, people.code_of(place.hall), by=by)
    with pytest.raises(NotFound):
        belongs.find("", "", 0, by=place.actor("何审核"))


def test_h11_an_account_that_is_closed_belongs_to_no_unit(place: Place) -> None:
    """Red when a unit does not read in its history who is gone."""
    joined(place, "林甜")
    closing.close(by=place.actor("林甜"), seats=shelf.seats())
    assert ledger.history(f"unit:{place.units['press']}")[-1].kind == "unbound"
    assert desk(asked(place, "王经办")) == place.hall


def test_s28_the_draft_says_whether_the_unit_has_an_administrator_now(place: Place) -> None:
    """Red when the answer is kept as it was when the draft began: with the last administrator gone, the agency would let somebody in who
    has shown nothing; and who began before the first came would bring the certificate in vain."""
    joined(place, "林甜")
    by = place.actor("王经办")
    first = {"unit": place.codes["press"], "unit_code": place.codes["press"], "administered": "是", "seat": "signs"}
    first |= {"post": "资料室", "phone": "13900001111"}
    ref = cases.open_case(JOINING, by.own_unit, by=by, token=new_token(), first=first)
    belonging.leave(place.units["press"], by=place.actor("林甜", "press"), seats=shelf.seats())
    with pytest.raises(Invalid) as refusal:
        act(place, "王经办", ref, "report")
    assert [problem.cell for problem in refusal.value.problems] == ["material:certificate"]
    attach(ref, by)
    act(place, "王经办", ref, "report")
    submission = queries.case_for(by, ref).submission
    assert submission
    assert submission.answers["administered"] == "否"
    assert desk(ref) == place.hall


def test_s28_no_first_administrator_without_a_certificate(place: Place) -> None:
    """Red when a case that was reported to an administrator makes a first one, after that one has gone."""
    joined(place, "林甜")
    asked(place, "王经办")
    wish = Wish(place.codes["press"], "signs", administered=True)
    belonging.leave(place.units["press"], by=place.actor("林甜", "press"), seats=shelf.seats())
    with pytest.raises(Conflict, match="附上证照"):
        belonging.bind(place.units["王经办"], wish, seats=shelf.seats(), ref="GL", by=place.actor("何审核"))
    assert roles(place, "王经办") == set()


def told() -> list[dict[str, Any]]:
    """What units and agencies were told of administrators, the oldest first."""
    found = Delivery.objects.filter(to="notices.tell", event__stream__startswith="unit:").order_by("pk")
    return [each.payload for each in found]


def test_s28_who_works_in_a_unit_hears_who_becomes_its_administrator(place: Place) -> None:
    """Red when the agency makes somebody administrator of a unit whose people do not learn of it."""
    joined(place, "林甜")
    assert told() == []
    joined(place, "王经办", decides="林甜")
    seats = shelf.seats()
    belonging.name_administrator(place.account("王经办"), by=place.actor("林甜", "press"), seats=seats)
    first = told()[-1]
    assert (first["unit"], first["sms"], APPLICANT in first["roles"]) == (place.units["press"], True, True)
    assert "林甜指定" in first["text"]


def test_s28_people_of_handed_out_accounts_hear_of_the_first_administrator(place: Place) -> None:
    """Red when only people of their own accounts are told."""
    demo.make_account(
        unit=place.units["press"],
        identifier=place.codes["press"],
        name="旧账户",
        roles=(APPLICANT,),
        settled=True,
        totp=False,
        number=4_100_000,
    )
    joined(place, "林甜")
    assert [(each["unit"], each["roles"], each["sms"]) for each in told()] == [
        (place.units["press"], [APPLICANT], True)
    ]
    assert "管理机构" in told()[0]["text"]


def test_h11_who_closes_the_account_names_another_administrator_first(place: Place) -> None:
    """Red when 【注销账户】 goes where 【解除企业绑定】 does not."""
    joined(place, "林甜")
    joined(place, "王经办", decides="林甜")
    with pytest.raises(Conflict, match="先指定另一位管理员"):
        closing.close(by=place.actor("林甜"), seats=shelf.seats())
    assert ADMINISTRATOR in roles(place, "林甜")


def test_h11_a_unit_whose_only_administrator_is_stopped_is_told_and_so_is_the_agency(place: Place) -> None:
    """Red when the people of a unit wait for an administrator who is no more."""
    joined(place, "林甜")
    joined(place, "王经办", decides="林甜")
    with transaction.atomic():
        closing.end(Person.objects.get(account=place.account("林甜")), by=place.actor("何审核"), seats=shelf.seats())
    left = [each for each in told() if "现在没有单位管理员" in each["text"]]
    assert {each["unit"] for each in left} == {place.units["press"], place.hall}
    assert next(each["roles"] for each in left if each["unit"] == place.hall) == ["account_matters/officer"]
