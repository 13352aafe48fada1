"""添加单位: one unit by a form, as a workbook brings many."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.catalogue import shelf
from banshi.lib.refusals import Invalid
from banshi.people import actions
from banshi.people.refusals import wrong
from banshi.web.door import actor_of, door

CELLS = (
    ("name", "单位名称", 100, True, ""),
    ("code", "组织机构代码", 20, True, "用户名也用它，带不带“-”都可以。"),
    ("uscc", "统一社会信用代码", 20, False, ""),
    ("parent", "上级单位代码", 20, False, "上级单位必须已在系统里。只有最上面的管理机构不填。"),
    ("regulator", "监管机构代码", 20, False, "不填时由最上面的单位监管。"),
)


@door("GET", "POST", who="system_admin")
def add(request: HttpRequest) -> HttpResponse:
    """【添加单位】: a form; then the unit's page."""
    if request.method == "GET":
        return _page(request)
    tree = request.POST.get("tree", "")
    try:
        if tree not in shelf.trees():
            raise wrong("tree", "请选择隶属关系。")
        code = actions.import_unit(request.POST.dict(), tree=tree, by=actor_of(request))
    except Invalid as refusal:
        return _page(request, refusal)
    messages.success(request, "单位已添加。请由安全管理员为它发放账户。")
    return redirect("console:unit", code)


def _page(request: HttpRequest, refusal: Invalid | None = None) -> HttpResponse:
    problems = refusal.problems if refusal else ()
    typed = request.POST
    context = {
        "trees": shelf.trees().items(),
        "tree": typed.get("tree", ""),
        "cells": [(*cell, typed.get(cell[0], "")) for cell in CELLS],
        "problems": problems,
    }
    return render(request, "console/new_unit.html", context, status=422 if refusal else 200)
