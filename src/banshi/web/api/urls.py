"""The addresses of the API, each placed behind its door as every other."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from banshi.web.api import agency
from banshi.web.api.public import api
from banshi.web.door import door


@door("GET", who="anyone")
def about(request: HttpRequest) -> HttpResponse:
    """What can be asked, for people."""
    listed = [
        (method.upper(), address, said["summary"])
        for address, methods in api.get_openapi_schema()["paths"].items()
        for method, said in methods.items()
    ]
    return render(request, "hall/api.html", {"listed": listed})


api.add_router("/cases", agency.router)
app_name = "api"
urlpatterns = [
    path("", about, name="api-root"),
    *(
        path(
            str(each.pattern),
            door("POST" if each.name == "progress" else "GET", who="anyone")(each.callback),
            name=each.name,
        )
        for each in api.urls[0]
        if isinstance(each, URLPattern) and each.name != "api-root"
    ),
]
