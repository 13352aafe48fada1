"""催报: one press tells the late of a list, or those above them."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from banshi.catalogue import reminding, rosters
from banshi.catalogue.reminding import Reminded
from banshi.web.door import actor_of, door
from banshi.web.roster.asked import Asked


@door("POST")
def remind(request: HttpRequest, pack: str, matter: str, campaign: int) -> HttpResponse:
    """【催报】 tells those of the list who have not reported, each once a day."""
    done, back = _press(request, pack, matter, campaign, reminding.remind)
    messages.success(
        request, _words(done, "已催报 {0} 个单位，站内通知和短信随后送达。", "这个范围里没有需要催报的单位。")
    )
    return back


@door("POST")
def hand_on(request: HttpRequest, pack: str, matter: str, campaign: int) -> HttpResponse:
    """【转上级催报】 gives it to the units directly above them."""
    done, back = _press(request, pack, matter, campaign, reminding.hand_on)
    none = "没有可以转交的上级单位：没有上报的都是直接下属单位，请用【催报】。"
    messages.success(request, _words(done, "已请 {0} 个上级单位督促，它们在同一页看到自己的下属单位。", none))
    return back


def _press(
    request: HttpRequest, pack: str, matter: str, campaign: int, act: Callable[..., Reminded]
) -> tuple[Reminded, HttpResponse]:
    actor, asked = actor_of(request), Asked.of(request.POST)
    sight = rosters.campaign(actor, pack, matter, campaign)
    done = act(sight, asked.narrowed(sight), by=actor, token=request.POST.get("token", "")[:64])
    return done, redirect(f"{reverse('roster:units', args=[pack, matter, campaign])}?{asked.query}")


def _words(done: Reminded, told: str, none: str) -> str:
    """What was done; a unit that was told today is not told again."""
    if not done.told and not done.before:
        return none
    before = f"{done.before} 个今天已经通知过，没有再发。" if done.before else ""
    return (told.format(done.told) if done.told else "") + before
