"""`banshi urls`: every address of the site with its methods and who may, from the views themselves."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.urls import URLPattern, URLResolver, get_resolver


class Command(BaseCommand):
    """Lists addresses, for people or as JSON."""

    help = "列出全部网址、方法和谁可以访问"

    def add_arguments(self, parser: CommandParser) -> None:
        """`--json`: one JSON list."""
        parser.add_argument("--json", action="store_true")

    def handle(self, *, json: bool, **options: Any) -> None:
        """Writes the list."""
        listed = list(addresses())
        if json:
            self.stdout.write(_as_json(listed))
        else:
            for each in listed:
                self.stdout.write(f"{'|'.join(each['methods']):12} /{each['pattern']}  {each['name']}  {each['who']}")


def _as_json(listed: list[dict[str, Any]]) -> str:
    return json.dumps(listed, ensure_ascii=False, indent=1)


def addresses() -> Iterator[dict[str, Any]]:
    """Each address as {"pattern", "name", "methods", "who"}. A view says its methods and who may by the `door` decorator; one that
    does not is listed with `who` empty, which the doors test refuses."""
    yield from _walk(get_resolver().url_patterns, "", "")


def _walk(patterns: Any, before: str, space: str) -> Iterator[dict[str, Any]]:
    for each in patterns:
        at = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, at, f"{each.namespace}:" if each.namespace else space)
        elif isinstance(each, URLPattern):
            methods, who = getattr(each.callback, "door", ((), ""))
            yield {"pattern": at, "name": f"{space}{each.name or ''}", "methods": list(methods), "who": who}
