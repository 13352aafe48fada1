"""The entry of the web server."""

import gc
import os
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.urls import resolve
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banshi.config.settings")


class Request(WSGIRequest):
    """A request whose coding nobody but us chooses: Django would read even the address in one that does not exist, and fail."""

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        except (LookupError, ValueError):
            self.content_type, self.content_params = "", {"charset": "unknown"}


class Handler(WSGIHandler):
    """Django's, with our requests."""

    request_class = Request


django.setup(set_prefix=False)
application = Handler()
resolve("/")  # every page's code is read before the first of them is asked for
gc.freeze()  # the house stays: nobody needs to look through it for rubbish while somebody waits
