"""What programs of agencies read: the agency's own cases, by its key."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Router
from ninja.security import HttpBearer

from banshi.cases import agency_reads
from banshi.lib.actor import Actor
from banshi.lib.refusals import TooMany
from banshi.people.accounts import agency_keys
from banshi.people.signing_in import devices, tries
from banshi.web.api import schemas
from banshi.web.api.public import LARGEST

A_MINUTE = 60  # readings with one key
REFUSED: dict[int, Any] = dict.fromkeys((400, 401, 403, 404, 422, 429), schemas.Problem)


class AgencyKey(HttpBearer):
    """The key of an agency, as `Authorization: Bearer`."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Who reads; None for a key that is not good. Raises TooMany."""
        reader = agency_keys.reader(token, address=devices.address(request), device=devices.browser(request))
        if reader is not None and _readings(reader) > A_MINUTE:
            raise TooMany(f"一个密钥每分钟最多读取 {A_MINUTE} 次，请稍后再试。")
        return reader


def _readings(reader: Actor) -> int:
    return tries.count(f"agency reads {reader.name}", 60)


router = Router(auth=AgencyKey())


@router.get("", response={200: list[schemas.AgencyCase]} | REFUSED, summary="本单位的办件（凭接口密钥）")
def cases(
    request: HttpRequest, before: Annotated[int, Field(ge=1, le=LARGEST)] = LARGEST
) -> list[agency_reads.AgencyCase]:
    """The cases that have come to the agency's desk, that it filed or that are about it: the newest first, 50 a page; `before` is the last
    number of the page before."""
    return agency_reads.page(before, by=request.auth)  # type: ignore[attr-defined]


@router.get("/{ref}", response={200: schemas.AgencyCaseAndSteps} | REFUSED, summary="一个办件和它的经过（凭接口密钥）")
def case(request: HttpRequest, ref: str) -> dict[str, Any]:
    """One of them, with what was done with it; no answers and opinions, names of people masked."""
    found, steps = agency_reads.one(ref, by=request.auth)  # type: ignore[attr-defined]
    return {key: getattr(found, key) for key in schemas.AgencyCase.model_fields} | {"steps": steps}
