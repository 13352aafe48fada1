"""What stands in a template for its writers only is read by nobody else."""

from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

import banshi

TEMPLATES = sorted(Path(banshi.__file__).parent.rglob("templates/**/*.html"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_remark_or_tag_is_left_as_text(template: Path) -> None:
    """Red when a remark goes over two lines: Django knows those of one line only, and the page shows it."""
    words = [token.contents for token in Lexer(template.read_text()).tokenize() if token.token_type == TokenType.TEXT]
    assert not [said for said in words for mark in ("{#", "#}", "{%", "%}", "{{", "}}") if mark in said]
