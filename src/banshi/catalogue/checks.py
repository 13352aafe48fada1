"""`banshi check` names every fault of every pack, as Django's own checks name faults of settings and models."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from banshi.catalogue import shelf


@register("packs")
def packs_say_what_can_work(app_configs: Any, **more: Any) -> list[CheckMessage]:
    """One error for each fault, with file and line."""
    return [Error(str(fault), id="banshi.packs") for fault in shelf.all_faults()]
