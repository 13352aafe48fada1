"""R11: whatever legal and illegal moves people try, in whatever order, the invariants of a case hold: a machine made from any flow, with
corrections pinned, answered and ticked off in between."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from banshi.cases import actions as cases
from banshi.cases import counting, queries, recounting
from banshi.cases.corrections import actions as pinning
from banshi.cases.corrections import queries as corrections
from banshi.cases.models import Case, Correction, Stop, Submission
from banshi.catalogue.models import Duty
from banshi.define import Filer, Flow, IssuePaper, Roster, Superiors
from banshi.ledger import queries as past
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.lib.refusals import Refusal
from banshi.papers.models import Paper
from tests.figures.campaigns import counted, tallied


@dataclass(frozen=True)
class Play:
    """What the machine plays: a flow; its people, who files first, the strangers last; what they may pin corrections to; a fresh draft on
    which every rule passes; the state in which a case has issued its paper, or "" where each move issues what it says; and the roster of an
    open campaign that asks the unit for it, where there is one."""

    flow: Flow
    people: tuple[str, ...]
    cells: tuple[str, ...]
    actor: Callable[[str], Actor]
    draft: Callable[[], str]
    issued: str = ""
    roster: Roster | None = None


class _Case(RuleBasedStateMachine):
    """People press what they like; the case stays what the flow allows."""

    play: Play

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.ref = self.play.draft()
        self.moved: list[str] = []
        self.last: tuple[str, dict[str, Any]] | None = None

    @property
    def filer(self) -> Actor:
        """Who files, as they are now."""
        return self.play.actor(self.play.people[0])

    def somebody(self, who: st.DataObject) -> str:
        """Any of the people; every other time whose turn it is, so that cases come far."""
        desk = Case.objects.get(ref=self.ref).desk_id
        here = [name for name in self.play.people if self.play.actor(name).unit == desk]
        return who.draw(st.one_of(st.sampled_from(here or self.play.people), st.sampled_from(self.play.people)))

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    @rule(who=st.data(), stale=st.booleans())
    def press(self, who: st.DataObject, stale: bool) -> None:
        row = Case.objects.get(ref=self.ref)
        every, here = (
            [move.key for move in moves] for moves in (self.play.flow.moves, self.play.flow.moves_from(row.state))
        )
        name, move = self.somebody(who), who.draw(st.one_of(st.sampled_from(here or every), st.sampled_from(every)))
        asked: dict[str, Any] = {
            "version": row.version - (1 if stale else 0),
            "token": new_token(),
            "opinion": "请修改。",
        }
        try:
            with transaction.atomic():
                cases.move(self.ref, move, by=self.play.actor(name), **asked)
        except Refusal:
            assert Case.objects.get(ref=self.ref).version == row.version
        else:
            assert not stale
            assert name != self.play.people[-1]
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
                    by=self.play.actor(name),
                    **{k: v for k, v in asked.items() if k != "move"},
                )
            assert Case.objects.get(ref=self.ref).version == before

    @rule(who=st.data())
    def pin(self, who: st.DataObject) -> None:
        name, cell = self.somebody(who), who.draw(st.sampled_from(self.play.cells))
        try:
            with transaction.atomic():
                pinning.pin(self.ref, cell, "missing", "", by=self.play.actor(name), token=new_token())
        except Refusal:
            return
        assert self.play.actor(name).unit == Case.objects.get(ref=self.ref).desk_id

    @rule()
    def answer_everything(self) -> None:
        filer = self.filer
        for item in corrections.asked(queries.case_for(filer, self.ref)):
            try:
                with transaction.atomic():
                    pinning.reply(self.ref, item.id, "explained", "就是这样。", by=filer)
            except Refusal:
                assert Case.objects.get(ref=self.ref).state != "draft"

    @rule(who=st.data(), verdict=st.sampled_from(("corrected", "remaining", "")))
    def tick_everything(self, who: st.DataObject, verdict: str) -> None:
        actor = self.play.actor(who.draw(st.sampled_from(self.play.people[1:-1])))
        for item in corrections.answered(queries.case_for(self.filer, self.ref)):
            try:
                with transaction.atomic():
                    pinning.tick(self.ref, item.id, verdict, by=actor)
            except Refusal:
                assert not item.unit == actor.unit == Case.objects.get(ref=self.ref).desk_id

    @invariant()
    def every_move_is_one_version_and_one_event(self) -> None:
        row = Case.objects.get(ref=self.ref)
        events = [event.data["move"] for event in past.history(f"case:{row.pk}") if event.kind == "moved"]
        assert events == self.moved
        assert row.version == 1 + len(self.moved)

    @invariant()
    def the_desk_is_who_the_state_says(self) -> None:
        row = Case.objects.get(ref=self.ref)
        desk = self.play.flow.state(row.state).desk
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
        assert Paper.objects.filter(case=row.pk, standing=None).count() == self.papers_by(row.state)
        acted = Stop.objects.filter(case=row, move="approve")
        assert not acted.filter(organisation=row.filing_unit_id).exists()

    def papers_by(self, state: str) -> int:
        """How many papers are good after the moves that were made."""
        if self.play.issued:
            return int(state == self.play.issued)
        said = {
            move.key: [each for each in move.effects if isinstance(each, IssuePaper)] for move in self.play.flow.moves
        }
        return sum(len(said[move]) for move in self.moved)

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
        assert not {item.id for item in corrections.asked(queries.case_for(self.filer, self.ref))} & {
            each.pk for each in unsent
        }

    @invariant()
    def the_roster_and_the_figures_say_where_the_case_stands(self) -> None:
        row = Case.objects.get(ref=self.ref)
        counted_here = counting.counted(*row.matter.split("/"))
        assert not counted_here or recounting.differences(counted_here) == []
        if self.play.roster:
            duty = Duty.objects.get(unit=row.subject_id, open=True, matter=row.matter)
            assert duty.state == self.duty_stands()
            assert duty.desk_id == (row.desk_id if duty.state == "reported" else None)
            assert tallied() == counted()

    def duty_stands(self) -> str:
        """What has come of the unit's duty, told from the states the case went through."""
        roster, stands = self.play.roster, "owed"
        for event in past.history(f"case:{Case.objects.get(ref=self.ref).pk}"):
            state = event.data["to"] if event.kind == "moved" else ""
            desk = self.play.flow.state(state).desk if state else None
            if roster and state in (*roster.passed, *roster.returned):
                stands = "passed" if state in roster.passed else "returned"
            elif isinstance(desk, Superiors):
                stands = "reported"
            elif state and not (isinstance(desk, Filer) and stands == "returned"):
                stands = "owed"
        return stands

    @invariant()
    def nobody_is_offered_what_they_may_not_do(self) -> None:
        for name in self.play.people:
            actor = self.play.actor(name)
            if queries.seen_by(actor).filter(ref=self.ref).exists():
                case = queries.case_for(actor, self.ref)
                for each in queries.moves_open_to(actor, case):
                    seat = each.move.seat or case.state.desk
                    assert actor.unit == (case.filing_unit if isinstance(seat, Filer) else case.desk)


def keeps_its_invariants(play: Play) -> None:
    """Plays many sequences of presses."""
    machine = type("Case", (_Case,), {"play": play})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
