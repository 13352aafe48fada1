"""Markdown as pages show it: what somebody wrote, never what somebody programmed."""

import re

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

_READER = MarkdownIt("commonmark", {"html": False}).enable("table")
_PICTURE = re.compile(r"pictures/[\w-]+\.png", re.ASCII)


def prose(text: str, folder: str = "") -> SafeString:
    """The HTML of a Markdown text: tags that only lay out words, and links that lead to the web. A title in it stands below the page's
    own. Pictures are those of the pack, "pictures/….png" below the address `folder`; of any other its words remain."""
    tokens = _READER.parse(text)
    for token in tokens:
        token.tag = "h2" if token.tag == "h1" else token.tag

    def attribute(tag: str, name: str, value: str) -> str | None:
        if (tag, name) != ("img", "src"):
            return value
        return f"{folder}{value}" if folder and _PICTURE.fullmatch(value) else None

    html = _READER.renderer.render(tokens, _READER.options, {})
    return SafeString(nh3.clean(html, attribute_filter=attribute, url_schemes={"http", "https", "mailto", "tel"}))
