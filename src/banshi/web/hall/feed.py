"""公告 and 结果公示 as an Atom feed (RFC 4287): of the whole site, and of one pack."""

from collections.abc import Collection
from datetime import datetime, time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from banshi.bulletin import queries as bulletin
from banshi.bulletin import results
from banshi.catalogue import shelf
from banshi.ledger.clock import CHINA
from banshi.web.door import door
from banshi.web.hall.kept import kept

MOST = 30  # of each kind


@door("GET", who="anyone")
@kept
def feed(request: HttpRequest) -> HttpResponse:
    """What every pack tells."""
    return _answer("网上办事：公告和结果公示", shelf.packs(), reverse("hall:home"), request.path)


@door("GET", who="anyone")
@kept
def feed_of_pack(request: HttpRequest, pack: str) -> HttpResponse:
    """What one pack tells. Raises NotFound."""
    said = shelf.pack(pack)
    return _answer(f"{said.title}：公告和结果公示", [pack], reverse("hall:announcements", args=[pack]), request.path)


def _answer(title: str, packs: Collection[str], at: str, own: str) -> HttpResponse:
    told = Atom1Feed(
        title, settings.SITE_URL + at, "", language="zh-CN", feed_url=settings.SITE_URL + own, feed_guid=_name(own)
    )
    for row in bulletin.announcements(packs, MOST):
        began = datetime.combine(row.since, time(), CHINA)
        _add(told, row.title, "hall:announcement", [row.pack, row.number], began, row.changed_at)
    for each in results.listed(packs):
        heading = f"{each.title}：{each.whom}（{'已撤回' if each.withdrawn_at else each.outcome}）"
        _add(told, heading, "hall:result", [each.number], each.published_at, each.withdrawn_at or each.published_at)
    return HttpResponse(told.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _add(told: Atom1Feed, title: str, view: str, args: list[object], since: datetime, changed: datetime) -> None:
    address = reverse(view, args=args)
    told.add_item(
        title,
        settings.SITE_URL + address,
        "",
        unique_id=_name(address),
        pubdate=since,
        updateddate=max(since, changed),
    )


def _name(address: str) -> str:
    """An id that stays (RFC 4287, 4.2.6): the permanent address."""
    return settings.SITE_URL + address
