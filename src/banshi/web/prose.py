"""Markdown as pages show it: what somebody wrote, never what somebody programmed."""

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

_READER = MarkdownIt("commonmark", {"html": False}).enable("table")
# No pictures: our pages load nothing from elsewhere, and files of ours have a place of their own.
_TAGS = nh3.ALLOWED_TAGS - {"img"}


def prose(text: str) -> SafeString:
    """The HTML of a Markdown text, with tags that only lay out words and links that lead to the web; a title in it stands below the
    page's own."""
    tokens = _READER.parse(text)
    for token in tokens:
        token.tag = "h2" if token.tag == "h1" else token.tag
    html = _READER.renderer.render(tokens, _READER.options, {})
    return SafeString(nh3.clean(html, tags=_TAGS, url_schemes={"http", "https", "mailto", "tel"}))
