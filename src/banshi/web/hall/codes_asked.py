"""【获取验证码】 of visitors: the first codes from an address are free, for the next ones a person answers a captcha."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from banshi.lib.refusals import Invalid, TooMany
from banshi.people.refusals import wrong
from banshi.people.signing_in import captcha, phone_codes
from banshi.web import refusing
from banshi.web.door import actor_of


def shown(request: HttpRequest) -> dict[str, Any]:
    """What the page needs to show a fresh captcha; nothing while none is asked for."""
    if not phone_codes.asks_captcha(actor_of(request)):
        return {}
    in_words = request.GET.get("words") == "1"
    return {
        "captcha": captcha.new(request.session, in_words=in_words),
        "other_kind": f"words={0 if in_words else 1}",
    }


def require_person(request: HttpRequest) -> None:
    """Raises Invalid at `captcha` where one is asked for and was not answered right."""
    key, answer = request.POST.get("captcha_key", ""), request.POST.get("captcha", "")
    if phone_codes.asks_captcha(actor_of(request)) and not captcha.right(request.session, key, answer):
        raise wrong("captcha", captcha.WRONG if key else "请输入验证码，再获取短信验证码。")


def refused(request: HttpRequest, refusal: Invalid | TooMany) -> HttpResponse:
    """The words for the script; where a captcha is asked for it sends the whole page, which comes back with one."""
    if any(problem.cell == "captcha" for problem in getattr(refusal, "problems", ())):
        return JsonResponse({"words": refusal.words, "captcha": True}, status=refusal.status)
    return refusing.refused(request, refusal)
