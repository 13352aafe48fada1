"""Files are handed out so that no browser runs them and nobody on the way keeps them."""

import pytest

from banshi.files.limits import NAMES
from banshi.files.serving import response_headers


@pytest.mark.parametrize("kind", NAMES)
def test_every_kind_is_served_under_our_own_type_and_never_guessed(kind: str) -> None:
    headers = response_headers("a", kind)
    assert headers["Content-Type"].startswith(("application/", "image/"))
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-store"
    assert "script-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("kind", NAMES)
def test_only_what_a_browser_shows_safely_is_shown_in_it(kind: str) -> None:
    """Red when everything is shown inline."""
    where = response_headers("a", kind)["Content-Disposition"].partition(";")[0]
    assert where == ("inline" if kind in ("pdf", "jpg", "png") else "attachment")


def test_a_chinese_name_is_spelled_as_rfc_5987_says() -> None:
    found = response_headers('章"程\r\nX: 1.docx', "docx")["Content-Disposition"]
    assert found == "attachment; filename*=utf-8''%E7%AB%A0%22%E7%A8%8B%0D%0AX%3A%201.docx"
