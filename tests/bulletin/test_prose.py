"""What an administrator writes is laid out; it never runs, and loads nothing from elsewhere."""

import re

import pytest

from banshi.web.prose import prose


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](data:text/html,<b>)",
        "<a href='vbscript:x'>x</a>",
        "![x](https://elsewhere.example/x.png)",
        "![x](//elsewhere.example/x.png)",
        "![x](pictures/../../secret.png)",
        "<style>*{display:none}</style>",
        '<div style="position:fixed">x</div>',
        "<iframe src=https://elsewhere.example></iframe>",
    ],
)
def test_nothing_in_it_runs_or_loads(text: str) -> None:
    """Red when HTML is let through unclean, or any picture."""
    for tag, attributes in re.findall(r"<(\w+)([^>]*)>", prose(text, "/help/x/")):
        assert tag in ("p", "a", "img")
        assert set(re.findall(r'(\w+)="', attributes)) <= {"rel", "alt"}


def test_words_are_laid_out() -> None:
    html = prose("# 标题\n\n**重要**：[网址](https://example.org)\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |")
    for tag in ("<h2>标题</h2>", "<strong>重要</strong>", 'href="https://example.org"', "<td>1</td>"):
        assert tag in html
    assert 'rel="noopener noreferrer"' in html


def test_the_packs_own_pictures_are_found_where_the_guide_is() -> None:
    """Red when the address is taken as it is written: in the console it leads nowhere."""
    assert '<img src="/help/x/pictures/P05.png" alt="填写">' in prose("![填写](pictures/P05.png)", "/help/x/")
    assert "src=" not in prose("![填写](pictures/P05.png)")
