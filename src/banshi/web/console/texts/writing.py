"""The page on which something is written: what is asked, a preview, and 【发布】. What was typed stays until it is published."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.bulletin.actions import Upload
from banshi.bulletin.refusals import TextOvertaken
from banshi.catalogue import shelf
from banshi.define import Form, Problem
from banshi.files.limits import Limits
from banshi.forms import answers, drawing
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Invalid, Refusal
from banshi.web.numbers import LARGEST_VERSION, number

Typed = Mapping[str, Any]


def upload(request: HttpRequest, name: str) -> Upload | None:
    """The file that was sent under a name, and what it is called; None where none was."""
    given = request.FILES.get(name)
    return (cast(BinaryIO, given), given.name or "") if given else None


def of_pack(pack: str, **more: Any) -> dict[str, Any]:
    """What every page of the texts needs: the pack they belong to, and the others. Raises NotFound."""
    return {"said": shelf.pack(pack), "packs": shelf.packs().values()} | more


@dataclass(frozen=True)
class Shown:
    """A text as its readers will see it: a heading, and below it Markdown, or lines of a label and a text as it stands."""

    heading: str
    body: str = ""
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Writing:
    """A text being written at the door of `pack`, at the address `back` from which one came.

    `standing` gives what is there and its version, `publish` takes what was typed with that version and the page's token; `show`,
    where there is one, checks what was typed and gives the preview, which comes before 【发布】. `files` are asked for beside the form:
    name, label, limits, and whether one must be chosen. `place` is what it belongs to, `hint` what to know before one begins.
    """

    pack: str
    form: Form
    title: str
    back: str
    told: str
    standing: Callable[[], tuple[Typed, int]]
    publish: Callable[[Typed, int, str], object]
    show: Callable[[Typed], Shown] | None = None
    files: tuple[tuple[str, str, Limits, bool], ...] = ()
    place: str = "信息发布"
    hint: str = ""

    @property
    def previewed(self) -> bool:
        """True when there is a preview to be seen first."""
        return self.show is not None

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The empty page, the preview, the page with what to mend, or the list with what was published."""
        if request.method != "POST":
            return self._page(request, *self.standing())
        typed, seen = answers.from_post(self.form, request.POST, {}), _version(request)
        try:
            if self.show and "preview" in request.POST:
                return self._page(request, typed, seen, preview=self.show(typed))
            self.publish(typed, seen, request.POST.get("token", ""))
        except TextOvertaken as refusal:
            return self._page(request, typed, self.standing()[1], refusal=refusal)
        except Refusal as refusal:
            if refusal.status not in (413, 422):
                raise
            return self._page(request, typed, seen, refusal=refusal)
        messages.success(request, self.told)
        return redirect(self.back)

    def _page(
        self,
        request: HttpRequest,
        typed: Typed,
        version: int,
        *,
        preview: Shown | None = None,
        refusal: Refusal | None = None,
    ) -> HttpResponse:
        problems: tuple[Problem, ...] = refusal.problems if isinstance(refusal, Invalid) else ()
        context = of_pack(
            self.pack,
            writing=self,
            sections=drawing.draw(self.form, answers.as_typed(dict(typed)), problems, lambda field, code: None),
            version=version,
            token=request.POST.get("token") or new_token(),
            preview=preview,
            refusal=refusal,
            problems=problems,
        )
        return render(request, "console/texts/write.html", context, status=refusal.status if refusal else 200)


def _version(request: HttpRequest) -> int:
    """The version the page knew; one that is none was never published."""
    return number(request.POST.get("version", ""), most=LARGEST_VERSION - 1) or 0
