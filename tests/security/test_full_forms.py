"""S21: the largest form can be full, and what is larger than any form is still refused."""

import pytest
from django.conf import settings
from django.test import Client

from banshi.cases.models import Case
from banshi.define import Table
from banshi.packs.property_rights.forms import BASIC_INFORMATION
from banshi.people.signing_in import passwords
from tests.people.signing_in import signed_in
from tests.situations import a_case, a_group

pytestmark = pytest.mark.django_db
INVESTORS = next(field for field in BASIC_INFORMATION.fields() if isinstance(field, Table) and field.key == "investors")


@pytest.fixture
def draft() -> tuple[Client, Case]:
    """A draft, and its filer's browser."""
    group = a_group()
    ref = a_case(group)
    return signed_in(group.account("王经办"), passwords.demo(group.names["王经办"])), Case.objects.get(ref=ref)


def full(case: Case) -> dict[str, object]:
    """What the browser sends when every row there may be is filled in, every cell of it changed since the last saving."""
    rows = [f"{number:08x}" for number in range(INVESTORS.most)]
    cells = [f"investors/{row}/{column.key}" for row in rows for column in INVESTORS.columns]
    flags = {f"{field.key}/sent": "1" for field in BASIC_INFORMATION.fields() if not field.read_only}
    sent = flags | {f"{cell}/sent": "1" for cell in cells} | dict.fromkeys(cells, "1")
    return sent | {
        "investors/rows": rows,
        "changed": ["investors/rows", *cells],
        "draft_version": str(case.draft_version),
    }


def test_the_largest_table_can_be_full(draft: tuple[Client, Case]) -> None:
    """Red (400) with Django's own limit of a thousand fields."""
    client, case = draft
    assert client.post(f"/cases/{case.ref}/form/save/", full(case)).status_code == 200
    case.refresh_from_db()
    assert len(case.draft["investors"]) == INVESTORS.most


def test_what_is_larger_than_any_form_is_refused(draft: tuple[Client, Case]) -> None:
    """Red when there is no limit at all."""
    client, case = draft
    much = {"changed": ["x"] * (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    assert client.post(f"/cases/{case.ref}/form/save/", much).status_code == 400
