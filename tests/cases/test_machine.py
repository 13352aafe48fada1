"""R11: whatever legal and illegal moves people try, in whatever order, the invariants of a case hold. Made from the flow of 占有登记, with
corrections pinned, answered and ticked off in between."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from banshi.cases import actions as cases
from banshi.cases import queries
from banshi.cases.corrections import actions as pinning
from banshi.cases.corrections import queries as corrections
from banshi.cases.models import Case, Correction, Stop, Submission
from banshi.define import Filer, Superiors
from banshi.ledger import queries as past
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Refusal
from banshi.packs.property_rights.flow import OCCUPATION
from banshi.papers.models import Paper
from tests.situations import Group, a_case, a_group, attach_all

PEOPLE = ("王经办", "李审核", "赵主管", "孙总管", "陈处长", "张旁人")
CELLS = ("address", "investors", "material:articles")
MOVES = [move.key for move in OCCUPATION.moves]

pytestmark = pytest.mark.django_db


class _Case(RuleBasedStateMachine):
    """People press what they like; the case stays what the flow allows."""

    group: Group

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.ref = a_case(self.group)
        attach_all(self.ref, self.group.actor("王经办"))
        self.moved: list[str] = []
        self.last: tuple[str, dict[str, Any]] | None = None

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    @rule(name=st.sampled_from(PEOPLE), move=st.sampled_from(MOVES), stale=st.booleans())
    def press(self, name: str, move: str, stale: bool) -> None:
        row = Case.objects.get(ref=self.ref)
        asked: dict[str, Any] = {
            "version": row.version - (1 if stale else 0),
            "token": new_token(),
            "opinion": "请修改。",
        }
        try:
            with transaction.atomic():
                cases.move(self.ref, move, by=self.group.actor(name), **asked)
        except Refusal:
            assert Case.objects.get(ref=self.ref).version == row.version
        else:
            assert not stale
            assert name != "张旁人"
            self.moved.append(move)
            self.last = (name, {"move": move, **asked})

    @rule()
    def press_the_last_again(self) -> None:
        if self.last:
            name, asked = self.last
            before = Case.objects.get(ref=self.ref).version
            with transaction.atomic():
                cases.move(
                    self.ref,
                    asked["move"],
                    by=self.group.actor(name),
                    **{k: v for k, v in asked.items() if k != "move"},
                )
            assert Case.objects.get(ref=self.ref).version == before

    @rule(name=st.sampled_from(PEOPLE), cell=st.sampled_from(CELLS))
    def pin(self, name: str, cell: str) -> None:
        try:
            with transaction.atomic():
                pinning.pin(self.ref, cell, "missing", "", by=self.group.actor(name), token=new_token())
        except Refusal:
            return
        assert self.group.actor(name).unit == Case.objects.get(ref=self.ref).desk_id

    @rule()
    def answer_everything(self) -> None:
        filer = self.group.actor("王经办")
        for item in corrections.asked(queries.case_for(filer, self.ref)):
            try:
                with transaction.atomic():
                    pinning.reply(self.ref, item.id, "explained", "就是这样。", by=filer)
            except Refusal:
                assert Case.objects.get(ref=self.ref).state != "draft"

    @rule(name=st.sampled_from(PEOPLE[1:5]), verdict=st.sampled_from(("corrected", "remaining", "")))
    def tick_everything(self, name: str, verdict: str) -> None:
        actor = self.group.actor(name)
        for item in corrections.answered(queries.case_for(self.group.actor("王经办"), self.ref)):
            try:
                with transaction.atomic():
                    pinning.tick(self.ref, item.id, verdict, by=actor)
            except Refusal:
                assert actor.unit != Case.objects.get(ref=self.ref).desk_id

    @invariant()
    def every_move_is_one_version_and_one_event(self) -> None:
        row = Case.objects.get(ref=self.ref)
        events = [event.data["move"] for event in past.history(f"case:{row.pk}") if event.kind == "moved"]
        assert events == self.moved
        assert row.version == 1 + len(self.moved)

    @invariant()
    def the_desk_is_who_the_state_says(self) -> None:
        row = Case.objects.get(ref=self.ref)
        desk = OCCUPATION.state(row.state).desk
        assert row.ended == (desk is None) == (row.desk_id is None)
        if isinstance(desk, Filer):
            assert row.desk_id == row.filing_unit_id
        if isinstance(desk, Superiors):
            assert row.submission is not None
            assert row.desk_id == row.submission.road[row.position]

    @invariant()
    def every_report_froze_a_submission_and_only_the_agency_issues(self) -> None:
        row = Case.objects.get(ref=self.ref)
        assert Submission.objects.filter(case=row).count() == self.moved.count("report")
        assert Paper.objects.filter(case=row.pk, standing=None).count() == (1 if row.state == "registered" else 0)
        acted = Stop.objects.filter(case=row, move="approve")
        assert not acted.filter(organisation=row.filing_unit_id).exists()

    @invariant()
    def what_was_sent_came_from_a_desk_of_its_road_and_every_report_answers_it(self) -> None:
        row = Case.objects.get(ref=self.ref)
        for each in Correction.objects.filter(case=row).exclude(submission=None).select_related("submission"):
            assert each.submission
            assert each.submission.case_id == row.pk
            assert each.organisation_id in each.submission.road
        for kept in Submission.objects.filter(case=row):
            assert all(item["answer"] for item in kept.corrected.get("items", []))
            assert not Stop.objects.filter(submission=kept, position__lt=kept.begins_at).exists()

    @invariant()
    def nothing_pinned_is_left_behind(self) -> None:
        row = Case.objects.get(ref=self.ref)
        unsent = Correction.objects.filter(case=row, submission=None)
        if "recall" not in self.moved:
            assert not unsent.exclude(organisation=row.desk_id).exists()
        assert not {item.id for item in corrections.asked(queries.case_for(self.group.actor("王经办"), self.ref))} & {
            each.pk for each in unsent
        }

    @invariant()
    def nobody_is_offered_what_they_may_not_do(self) -> None:
        for name in PEOPLE:
            actor = self.group.actor(name)
            if queries.seen_by(actor).filter(ref=self.ref).exists():
                case = queries.case_for(actor, self.ref)
                for each in queries.moves_open_to(actor, case):
                    seat = each.move.seat or case.state.desk
                    assert actor.unit == (case.filing_unit if isinstance(seat, Filer) else case.desk)


def test_any_sequence_of_moves_keeps_the_invariants() -> None:
    """Red when `after` forgets that a case climbs, when a move does not raise the version, and when 通过 leaves behind what is pinned."""
    _Case.group = a_group()
    run_state_machine_as_test(
        _Case,
        settings=settings(
            max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
