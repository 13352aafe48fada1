"""How the API says no: problem details (RFC 9457), in the words the pages use."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from banshi.lib.refusals import Refusal
from banshi.web.refusing import PROBLEM, problem, refused

NO_KEY = "没有接口密钥，或者密钥不对、已停用。请在 Authorization: Bearer 后面写上密钥；密钥由系统管理员发放。"
UNREADABLE = "请求的内容不合要求：{}。请对照接口说明修改。"


class Documented(NinjaAPI):
    """An API whose document says under which type it says no."""

    def get_openapi_schema(self, **more: Any) -> Any:
        """The document, with every answer from 400 on as problem details."""
        said = super().get_openapi_schema(**more)
        for methods in said["paths"].values():
            for responses in (each["responses"] for each in methods.values()):
                for status in (each for each in responses if int(each) >= 400):
                    responses[status]["content"] = {PROBLEM: responses[status]["content"].pop("application/json")}
        return said


def say_no(api: NinjaAPI) -> None:
    """Registers what is said to a refusal, and to a request nobody can read."""
    api.add_exception_handler(Refusal, _refused)
    api.add_exception_handler(ValidationError, _unreadable)
    api.add_exception_handler(AuthenticationError, _unknown)
    api.add_exception_handler(HttpError, _failed)
    api.add_exception_handler(RawPostDataException, _failed)  # a browser's form in the place of JSON


def _refused(request: HttpRequest, refusal: Refusal | type[Refusal]) -> HttpResponse:
    return refused(request, refusal if isinstance(refusal, Refusal) else refusal())


def _unreadable(request: HttpRequest, fault: ValidationError | type[ValidationError]) -> HttpResponse:
    errors = fault.errors if isinstance(fault, ValidationError) else []
    named = dict.fromkeys(str(each["loc"][-1]) for each in errors)
    return problem(422, UNREADABLE.format("、".join(named)))


def _unknown(request: HttpRequest, fault: Exception | type[Exception]) -> HttpResponse:
    return problem(401, NO_KEY, {"WWW-Authenticate": "Bearer"})


def _failed(request: HttpRequest, fault: Exception | type[Exception]) -> HttpResponse:
    return problem(400, "请求的格式不对，没有处理。")
