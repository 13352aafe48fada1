"""A code by SMS is good in the session it was asked for in, and in no other."""

import pytest
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from banshi.people.signing_in import devices

pytestmark = pytest.mark.django_db


def a_visitor() -> HttpRequest:
    """Somebody whose browser sends no session."""
    request = RequestFactory().get("/")
    SessionMiddleware(lambda _: HttpResponse()).process_request(request)
    return request


def test_two_visitors_without_a_session_share_none() -> None:
    """Red when a visitor's session is the text "None": a stranger could use the code sent to another (S5)."""
    one, other = a_visitor(), a_visitor()
    assert devices.session(one) == devices.session(one) == one.session.session_key
    assert devices.session(one) != devices.session(other)
