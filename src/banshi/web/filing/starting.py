"""Opening a case (P04): a few first answers, the unit it is about, a confirmation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.cases import actions, beforehand, queries
from banshi.cases.beforehand import Beforehand
from banshi.catalogue import queries as catalogue
from banshi.catalogue import shelf
from banshi.define import Form, Matter, Section
from banshi.forms import answers, drawing
from banshi.forms.cleaning import missing
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.lib.refusals import Forbidden, Invalid, NotFound
from banshi.people import queries as people
from banshi.web.door import actor_of, door


@door("GET", "POST")
def start(request: HttpRequest, pack: str, matter: str) -> HttpResponse:
    """【下一步】 checks and asks to confirm, where one begins who can file for themselves only; 【确定】 opens the case; 【关闭】 gives
    up."""
    actor: Actor = actor_of(request)
    said = shelf.pack(pack)
    if matter not in {each.key for each in said.matters}:
        raise NotFound
    revision, closed = catalogue.open_today(f"{pack}/{matter}")
    if not queries.may_file(actor, pack, revision.matter):
        raise NotFound
    if revision.matter.binds and not closed:
        return redirect("hall:find_unit", pack, matter)
    if closed:
        context = {"matter": revision.matter, "pack_key": pack, "closed": closed}
        return render(request, "filing/start.html", context, status=200 if request.method != "POST" else 403)
    return _Opening(request, actor, pack, revision.matter).answer()


class _Opening:
    """One visit to the opening page."""

    def __init__(self, request: HttpRequest, actor: Actor, pack: str, matter: Matter) -> None:
        self.request, self.actor, self.pack, self.matter = request, actor, pack, matter
        self.form = first_form(matter)
        self.typed = answers.from_post(self.form, request.POST, {}) if request.method == "POST" else {}
        self.code = request.POST.get("unit", "")
        self.text = request.GET.get("q", "")

    def answer(self) -> HttpResponse:
        """The page, the confirmation, or the new case."""
        if self.request.method != "POST":
            return self._page(confirm=self._only())
        problems, unit = self._problems(), self._unit()
        if "confirmed" in self.request.POST and unit and not problems:
            return self._opened(unit.id)
        if unit is None:
            problems["unit"] = "请选择要登记的单位。"
        if problems or unit is None or self._told(unit).words:
            return self._page(problems, 422)
        return self._page(confirm=unit)

    def _opened(self, unit: int) -> HttpResponse:
        """The new case. What stands against it was told before the confirmation, and is told once more where that has changed."""
        key, token = f"{self.pack}/{self.matter.key}", self.request.POST.get("token", "")
        try:
            ref = actions.open_case(key, unit, by=self.actor, token=token, first=self.typed)
        except (Forbidden, Invalid) as refusal:
            return self._page({"unit": refusal.words}, 422)
        return redirect("filing:form", ref)

    def _problems(self) -> dict[str, str]:
        return {field.key: missing(field) for field in self.form.fields() if not self.typed.get(field.key)}

    def _unit(self) -> people.UnitChoice | None:
        found = people.units_to_file_for(self.actor, self.matter.may_file, self.code)
        return next((unit for unit in found if unit.code == self.code), None)

    def _only(self) -> people.UnitChoice | None:
        """The actor's own unit, where a matter is filed for no other and nothing is asked first: there is nothing to choose."""
        if self.matter.may_file.rights != ("self",) or self.matter.asks_first:
            return None
        own = people.units_to_file_for(self.actor, self.matter.may_file)
        return own[0] if own and not self._told(own[0]).words else None

    def _told(self, unit: people.UnitChoice) -> Beforehand:
        return beforehand.known(self.actor, self.pack, self.matter, unit.id, unit.name)

    def _page(
        self, problems: dict[str, str] | None = None, status: int = 200, confirm: people.UnitChoice | None = None
    ) -> HttpResponse:
        units = people.units_to_file_for(self.actor, self.matter.may_file, self.text)
        code = self.code or (units[0].code if len(units) == 1 and not self.text else "")
        chosen = confirm or next((unit for unit in units if unit.code == code), None)
        context = {
            "matter": self.matter,
            "pack_key": self.pack,
            "told": self._told(chosen) if chosen else None,
            "sections": drawing.draw(self.form, self.typed, (), lambda field, given: None),
            "typed": self.typed,
            "units": units,
            "code": code,
            "text": self.text,
            "problems": problems or {},
            "confirm": confirm,
            "as_person": confirm is not None and people.is_person(confirm.id),
            "token": new_token(),
        }
        return render(self.request, "filing/start.html", context, status=status)


def first_form(matter: Matter) -> Form:
    """The fields asked before the case exists."""
    asked = tuple(field for field in matter.form.fields() if field.key in matter.asks_first)
    return Form(title=matter.title, sections=(Section(key="first", title=matter.title, fields=asked),))
