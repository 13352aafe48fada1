"""Tags our templates use: icons, moments, sizes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from banshi.cases import progress, publishing
from banshi.cases.sight import CaseSight, OpenMove
from banshi.catalogue import queries as catalogue
from banshi.catalogue import shelf
from banshi.forms.comparing import become
from banshi.ledger.clock import CHINA
from banshi.papers.queries import PaperSight
from banshi.web.prose import prose

SELECTED = SafeString(" selected")
register = template.Library()
register.filter(prose)
register.simple_tag(become)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative icon; words beside it say what it means."""
    if not name:
        return SafeString("")
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("banshi/icons.svg"), name
    )


@register.simple_tag
def options(listed: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """What one chooses from, a value and its title each, with the chosen one marked; quickly, for there may be hundreds."""
    each = ((value, SELECTED if value == chosen else "", title) for value, title in listed)
    return format_html_join("", '<option value="{}"{}>{}</option>', each)


@register.filter
def moment(at: datetime | None) -> str:
    """A moment in China, to the minute."""
    return at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if at else ""


@register.filter
def size(count: int) -> str:
    """A file's size for people."""
    return f"{count / 1024 / 1024:.1f} MB" if count >= 1024 * 1024 else f"{max(1, round(count / 1024))} KB"


@register.filter
def template_of(kind: str) -> str:
    """The template that draws a cell of this kind."""
    return f"forms/{kind}.html"


@register.filter
def tree_title(tree: str) -> str:
    """What people call a tree of units."""
    return shelf.trees().get(tree, tree)


@register.filter
def ref_title(pack: str) -> str:
    """What the people of a pack call the number of a case."""
    return shelf.pack(pack).ref_title


@register.filter
def place_of(paper: PaperSight) -> str:
    """Where a paper is printed: at once where there is one layout to choose, else where one chooses."""
    (first, *others) = catalogue.offered(paper.pack, paper.kind, paper.layouts)
    if not others:
        return reverse("filing:paper", args=[paper.id, first[0]])
    return reverse("filing:paper_choice", args=[paper.pack, paper.kind, paper.subject]) + f"?paper={paper.id}"


@register.filter
def place_of_notice(ref: str) -> str:
    """Where one looks at what a notice is about: a case by its reference, an inquiry ("pack/number"), a workbook ("export:number"), or a
    campaign ("campaign:number", with the unit it asks where it is about that one's report)."""
    if ref.startswith("export:"):
        return reverse("filing:export_file", args=[ref.removeprefix("export:")])
    if ref.startswith("campaign:"):
        return reverse("roster:told", args=[ref.split(":")[1]])
    pack, _, number = ref.rpartition("/")
    return reverse("filing:inquiry", args=[pack, number]) if pack else reverse("filing:case", args=[ref])


@register.simple_tag
def to_publish(move: OpenMove, case: CaseSight) -> list[dict[str, Any]]:
    """What everybody would read of a case after a move."""
    return publishing.preview(move.move, case)


@register.filter
def progress_code(ref: str) -> str:
    """The 查询码 of a case, as its receipt prints it."""
    return progress.code(ref)


@register.filter
def at_cell(problems: object, cell: str) -> list[str]:
    """The words of the problems at one cell."""
    return [problem.words for problem in problems if problem.cell == cell] if problems else []  # type: ignore[attr-defined]
