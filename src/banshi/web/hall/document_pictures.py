"""Pictures of both sides of an identity document, as forms ask for them."""

from typing import BinaryIO, cast

from django.http import HttpRequest

from banshi.files import actions as files
from banshi.files.limits import Limits
from banshi.lib.refusals import Invalid, TooLarge
from banshi.people.persons.pictures import Pictures
from banshi.people.refusals import wrong
from banshi.web.door import actor_of

PICTURE = Limits(("jpg", "png"), 2 * 1024 * 1024)
SIDES = (("front", "证件正面"), ("back", "证件反面"))


def uploaded(request: HttpRequest) -> Pictures:
    """Both sides, looked into. Raises Invalid at the cell of one that is missing or not what it says."""
    return Pictures(*(_side(request, side, title) for side, title in SIDES))


def _side(request: HttpRequest, side: str, title: str) -> bytes:
    upload = request.FILES.get(side)
    if upload is None:
        raise wrong(side, f"请选择{title}的照片。")
    try:
        return files.look_into(cast(BinaryIO, upload), upload.name or title, limits=PICTURE, by=actor_of(request)).data
    except (Invalid, TooLarge) as refusal:
        raise wrong(side, refusal.words) from refusal


def asked() -> dict[str, object]:
    """What the form says of them (parts/picture_cells.html)."""
    return {"sides": SIDES, "limits": PICTURE.in_words()}
