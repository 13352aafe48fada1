"""What the rules find, and what each of the eight matters says and takes."""

from datetime import date
from typing import Any

import pytest

from banshi.define import Filing, Publish
from banshi.packs.survey_hall.demo import map_review
from banshi.packs.survey_hall.map_review import MAP_REVIEW, NATIONAL
from banshi.packs.survey_hall.pack import PACK
from banshi.packs.survey_hall.qualification import NAVIGATION
from banshi.packs.survey_hall.secrecy import WARNING
from banshi.packs.survey_hall.survey_marks import NEVER

TODAY = date(2026, 11, 21)
POINT = {"id": "r1", "point": "石山", "grade": "三等", "place": "县城"}


def found(matter: str, **answers: Any) -> list[str]:
    """The cells at which the rules of a matter find something in these answers."""
    filing = Filing(answers=answers, today=TODAY)
    return [problem.cell for rule in PACK.matter(matter).rules for problem in rule.problems(filing)]


@pytest.mark.parametrize("matter", ["secret_use", "secret_abroad"])
def test_what_holds_a_secret_is_refused(matter: str) -> None:
    """Red when a state secret can be filed over the internet."""
    assert found(matter, holds_secrets="是") == ["holds_secrets"]
    assert found(matter, holds_secrets="否") == []
    form, materials = PACK.matter(matter).form, PACK.matter(matter).materials
    assert materials
    assert form.sections[0].hint == materials.hint == WARNING


@pytest.mark.parametrize("typed", ["机密成果 3 幅", "机 密", "機密", "秘\u3164密", "绝\n密", "祕密"])
@pytest.mark.parametrize(("matter", "cell"), [("secret_use", "purpose"), ("secret_abroad", "protection")])
def test_no_text_bears_the_mark_of_a_secret(matter: str, cell: str, typed: str) -> None:
    """Red when a mark is looked for as it was typed, or not at all."""
    assert found(matter, **{cell: typed}) == [cell]
    assert found(matter, **{cell: "编制规划，由专人保管"}) == []


@pytest.mark.parametrize("matter", ["secret_use", "secret_abroad"])
def test_nothing_that_was_typed_about_secrets_is_told_to_everybody(matter: str) -> None:
    """Red when the project of a secret matter stands in 结果公示 or in what a check tells."""
    said = PACK.matter(matter)
    effects = [effect for move in said.flow.moves for effect in move.effects]
    assert [effect.shown for effect in effects if isinstance(effect, Publish)] == [()]
    assert {paper.shown for paper in said.papers} == {("unit_name",)}


def test_no_matter_takes_a_file_that_is_called_secret() -> None:
    for matter in PACK.matters:
        assert matter.materials
        assert {"秘密", "机密", "绝密"} <= {*matter.materials.never}


@pytest.mark.parametrize(
    ("matter", "answers", "cells"),
    [
        ("map_review", {"scope": NATIONAL}, ["scope"]),
        ("map_review", map_review("湘北省地图"), []),
        ("qualification", {"specialties": ["工程测量", NAVIGATION]}, ["specialties"]),
        ("qualification", {"specialties": ["工程测量"], "staff": "60", "senior": "61"}, ["senior"]),
        ("qualification", {"specialties": ["工程测量"], "staff": "60", "senior": "8"}, []),
        ("foreign_survey", {"begins_on": "2026-11-21", "ends_on": "2026-12-01"}, ["begins_on"]),
        ("foreign_survey", {"begins_on": "2026-12-02", "ends_on": "2026-12-01"}, ["ends_on"]),
        ("foreign_survey", {"begins_on": "2026-12-02", "ends_on": "2026-12-02"}, []),
        ("survey_marks", {"points": [POINT | {"grade": NEVER}], "pays": "是"}, ["points/r1/grade"]),
        ("survey_marks", {"points": [POINT], "pays": "否"}, ["pays"]),
        ("survey_marks", {"points": [POINT], "pays": "是"}, []),
    ],
)
def test_rules(matter: str, answers: dict[str, Any], cells: list[str]) -> None:
    """Red when a rule is taken out, or finds fault with what is right."""
    assert found(matter, **answers) == cells


def test_h17_there_are_eight_and_one_is_closed() -> None:
    """Every open one says on which law it stands, what it takes and how long. Red when 采用国际坐标系统 can still be asked for."""
    guides = {matter.key: matter.guide for matter in PACK.matters if matter.guide}
    assert len(guides) == len(PACK.matters) == 8
    assert [key for key, guide in guides.items() if guide.closed] == ["international_coordinates"]
    for guide in guides.values():
        assert guide.closed or (guide.basis and guide.conditions and guide.result and guide.redress)
    assert all(matter.flow.terms for matter in PACK.matters)


def test_a_map_made_of_secrets_comes_with_proof_that_it_was_treated() -> None:
    """Red when a map made of secret results is reviewed without 保密技术处理证明."""
    proof = MAP_REVIEW.materials and MAP_REVIEW.materials.material("declassified")
    assert proof
    assert proof.required
    answers = map_review("湘北省地图")
    assert (proof.when.holds(answers), proof.when.holds(answers | {"from_secrets": "是"})) == (False, True)
