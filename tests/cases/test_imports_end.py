"""An import that cannot go on says so, and stands again where somebody may press; it never waits for ever."""

import pytest
from django.db import OperationalError

from banshi.cases.imports import actions, working
from banshi.cases.imports.stages import CHECKED, FILED, FILING, READING, REFUSED, REPORTING
from banshi.cases.models import Case, Import
from banshi.lib.actor import Actor
from banshi.people.models import Account, Organisation
from tests.cases.bulk import LIBRARY, a_checked_import, a_reader_unit, the_matter, upload, work
from tests.forms.filled import filled
from tests.situations import a_group

pytestmark = pytest.mark.django_db


def a_broken_step(fault: Exception) -> working.Step:
    """A step that leaves something half done."""

    def step(batch: Import, by: Actor) -> bool:
        batch.name = "半途"
        batch.save()
        raise fault

    return step


@pytest.mark.parametrize(("stage", "after"), [(READING, REFUSED), (FILING, CHECKED), (REPORTING, FILED)])
def test_a_step_that_fails_for_good_ends_in_words(monkeypatch: pytest.MonkeyPatch, stage: str, after: str) -> None:
    """Red when the worker tries again whatever has happened."""
    batch = a_checked_import(a_group())
    Import.objects.filter(pk=batch.id).update(stage=stage)
    monkeypatch.setitem(working.STEPS, stage, a_broken_step(ValueError("not in list")))
    ended = work(batch.id)
    assert (ended.stage, ended.name) == (after, batch.name)
    assert "这一步没有办成" in ended.refused


def test_a_step_that_fails_for_now_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when a database that is away for a moment ends an import."""
    batch = a_checked_import(a_group())
    Import.objects.filter(pk=batch.id).update(stage=FILING)
    monkeypatch.setitem(working.STEPS, FILING, a_broken_step(OperationalError("away")))
    with pytest.raises(OperationalError):
        working.go_on({"import": batch.id}, "")
    assert Import.objects.get(pk=batch.id).stage == FILING


@pytest.mark.parametrize("way", ["stopped", "closed", "moved"])
def test_an_import_stops_with_whoever_may_no_longer_file_it(way: str) -> None:
    """Red when only the press asks who may file."""
    filer = a_reader_unit()
    book = filled(
        the_matter(LIBRARY), [{"reader_name": "赵一", "born_on": "1990-05-01", "wants_post": "否", "books": "3"}]
    )
    batch = upload(book, filer, LIBRARY)
    actions.file(batch.id, only_correct=False, by=filer)
    account, unit = Account.objects.get(pk=filer.own_account), Organisation.objects.get(pk=filer.own_unit)
    if way == "stopped":
        Account.objects.filter(pk=account.pk).update(is_active=False)
    elif way == "closed":
        Organisation.objects.filter(pk=unit.pk).update(closed_at=unit.created_at)
    else:
        account.links.update(organisation=a_reader_unit().unit)
    ended = work(batch.id)
    assert ended.stage == CHECKED
    assert "不能再办理" in ended.refused
    assert not Case.objects.filter(author=account).exists()


def test_the_next_press_begins_without_the_old_words() -> None:
    filer = a_reader_unit()
    book = filled(
        the_matter(LIBRARY), [{"reader_name": "赵一", "born_on": "1990-05-01", "wants_post": "否", "books": "3"}]
    )
    batch = upload(book, filer, LIBRARY)
    Import.objects.filter(pk=batch.id).update(refused="这一步没有办成")
    actions.file(batch.id, only_correct=False, by=filer)
    ended = work(batch.id)
    assert (ended.stage, ended.refused) == (FILED, "")
