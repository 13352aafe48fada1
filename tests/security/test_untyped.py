"""S21, S31: what no form of ours sends is answered in words, with our headers, and never with a 500."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from banshi.config.wsgi import application
from banshi.people.models import Account
from banshi.web.wholesome import WholesomeMiddleware
from tests.people.signing_in import signed_in
from tests.people.situations import a_group

pytestmark = pytest.mark.django_db
CODINGS = ("hex", "undefined", "idna", "rot13", "zlib", "base64", "utf-16")
FORMS = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")


@pytest.fixture
def client() -> Client:
    """A browser in which somebody has signed in."""
    return signed_in(Account.objects.get(pk=a_group(levels=2).filer.own_account))


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("form", FORMS)
def test_a_coding_of_its_own_is_refused(coding: str, form: str) -> None:
    """Red (500, or no answer of ours) with Django's own request."""
    for method, charset in (("GET", f"charset={coding}"), ("POST", f"charset={coding}"), ("GET", "charset*=hex''x")):
        assert knocked(method, f"{form}; {charset}") == "400 Bad Request"


def knocked(method: str, form: str) -> str:
    """The status the web server gets; the test client would make a request of Django's."""
    request = RequestFactory().generic(method, "/?a=b", b"a=b")
    told: list[str] = []

    def begin(status: str, headers: Any, *_: Any) -> Any:
        told.append(status)
        assert "Content-Security-Policy" in dict(headers)

    answer: Any = application(request.environ | {"CONTENT_TYPE": form}, begin)
    answer.close()
    return told[0]


def test_a_cookie_with_nul_is_no_session() -> None:
    """Red (500) when the database is asked for it."""
    assert Client().get("/", headers={"Cookie": 'session="\\000aaaa"'}).status_code == 200


@pytest.mark.parametrize("untyped", ["\x00", "\x07", "\x1b"])
def test_an_address_with_what_nobody_types_is_refused(client: Client, untyped: str) -> None:
    """Red (500) without the middleware."""
    pages = ("/notices/", "/me/password/", "/s/property_rights/cases/drafts/")
    for page in pages:
        assert client.get(page, {"text": f"a{untyped}b"}).status_code == 400
    assert client.get(f"/s/a{untyped}b/").status_code == 400


def test_what_was_typed_is_kept_without_it(client: Client) -> None:
    """Red (500) without the middleware, and when all that was typed goes with it."""
    typed = {"name": "王\x00经办", "department": "财务\x07部", "phone": "12", "email": ""}
    answer = client.post("/me/phone/", typed)
    assert answer.status_code == 422
    assert "王经办" in answer.content.decode()


def test_line_breaks_and_rare_characters_stay() -> None:
    """Red when more is taken out than has to be."""
    text = "第一行\r\n第二行\t𠮷𫟹"
    seen: list[Any] = []

    def respond(request: HttpRequest) -> HttpResponse:
        seen.append(request.POST)
        return HttpResponse()

    WholesomeMiddleware(respond)(RequestFactory().post("/", {"opinion": text, "other": "\x00"}))
    assert seen[0].dict() == {"opinion": text, "other": ""}


@pytest.mark.parametrize(
    "address",
    [
        "/s/property_rights/cases/waiting/?after=x|1",
        "/s/property_rights/cases/waiting/?after=2026-01-01|1",
        "/s/property_rights/cases/waiting/?after=2026-01-01T00:00:00%2B00:00|" + "9" * 5000,
        "/s/property_rights/cases/drafts/?after=" + "9" * 40,
        "/notices/?before=" + "9" * 5000,
        "/notices/?before=%C2%B2",
    ],
)
def test_numbers_and_moments_nobody_was_given_are_no_fault_of_ours(client: Client, address: str) -> None:
    """Red (500) when they are read as they come."""
    assert client.get(address).status_code == 200


def test_a_script_of_ours_is_answered_in_words_too(client: Client) -> None:
    """Red when what Django refuses by itself comes as a page: the script would show nothing."""
    fetch = {"X-Requested-With": "fetch"}
    for answer in (client.get("/notices/?text=a%00b", headers=fetch), client.get("/nowhere/", headers=fetch)):
        assert answer.status_code in (400, 404)
        assert answer.json()["words"]


def test_an_address_of_mail_that_is_none_is_said_at_its_field(client: Client) -> None:
    """Red (500) when 300 letters reach the database."""
    typed = {"name": "王经办", "department": "财务部", "phone": "13900000000"}
    for email in ("x" * 300 + "@example.com", "no address"):
        answer = client.post("/me/phone/", typed | {"email": email})
        assert answer.status_code == 422
        assert "邮箱" in answer.content.decode()
