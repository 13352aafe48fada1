"""Conditions are explained in words people use."""

from banshi.define import Not, When


def test_what_does_not_hold_is_said_plainly() -> None:
    """Red when a form on paper says 不是（“…”为“…”）."""
    outside = Not(When("place", is_in=("境外", "港澳台")))
    assert outside.explain(lambda key: "境内／境外") == "“境内／境外”不是“境外”、“港澳台”"
