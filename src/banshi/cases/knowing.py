"""What reports ask of the house beside their own drafts: of many that one press makes, each question is asked once."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from typing import Any

from banshi.cases import queries, reading
from banshi.cases.ahead import Ahead
from banshi.cases.judging import judge
from banshi.cases.lookups import About, foresee
from banshi.cases.sight import CaseSight, FileSight, Judgement
from banshi.define import MayFile
from banshi.lib.actor import Actor
from banshi.people import queries as people
from banshi.records.queries import RecordSight


class Known:
    """What belongs to the units of these cases, and the files of each. It holds as long as the cases are locked and nothing is changed of
    the units: whoever does must `forget`. `ahead` is what this press has judged already and not written yet."""

    def __init__(self, cases: Collection[CaseSight], by: Actor) -> None:
        self._cases, self._by = cases, by
        self._files = reading.attached([case.id for case in cases])
        self._answers: dict[Any, Any] = {}
        self.ahead = Ahead()

    def forget(self) -> None:
        """What is asked from now on is asked anew."""
        self._answers.clear()

    def files(self, case: CaseSight) -> dict[str, list[FileSight]]:
        """The files under the materials of a case now, by material."""
        return self._files.get(case.id, {})

    def facts(self, case: CaseSight) -> dict[str, Any]:
        """What the house knows of the unit a case is about; see `queries.unit_facts`."""
        asked = ("facts", case.subject, case.matter.may_file.tree)
        facts: dict[str, Any] = self._once(asked, lambda: queries.unit_facts(case.subject, case.matter, self._by))
        return facts

    def record(self, case: CaseSight) -> RecordSight | None:
        """The live record a case starts from; see `queries.record_of`."""
        asked = ("record", case.subject, case.matter.begins_with)
        record: RecordSight | None = self._once(asked, lambda: queries.record_of(case))
        return record

    def judged(self, case: CaseSight, today: date | None = None) -> Judgement:
        """What a case's draft comes to; `today` is for many on a day that was asked for once."""
        counts, record = {key: len(found) for key, found in self.files(case).items()}, self.record(case)
        start = record.answers if record else None
        return judge(self.about(case), case.draft, case.notes, counts, self.facts(case), start, today)

    def may_file(self, subject: int, said: MayFile) -> bool:
        """True when the actor's unit may file for that unit."""
        return bool(self._once((subject, said), lambda: people.may_file_for(self._by, subject, said)))

    def superiors(self, subject: int, tree: str) -> tuple[int, ...]:
        """The units above a unit in a tree, nearest first."""
        above: tuple[int, ...] = self._once(("above", subject, tree), lambda: people.superiors(subject, tree))
        return above

    def about(self, case: CaseSight) -> About:
        """What the look-ups of a case's rules are asked for; those of one matter share what was found."""
        shared: About = self._once((case.pack, case.matter.key), lambda: self._foreseen(case))
        return replace(shared, matter=case.matter, subject=case.subject, case=case.id, ahead=self.ahead)

    def _foreseen(self, case: CaseSight) -> About:
        """With what all drafts of its matter will ask."""
        about, matter = queries.about(case), (case.pack, case.matter.key)
        foresee(about, [each.draft for each in self._cases if (each.pack, each.matter.key) == matter])
        return about

    def _once(self, asked: Any, ask: Callable[[], Any]) -> Any:
        if asked not in self._answers:
            self._answers[asked] = ask()
        return self._answers[asked]
