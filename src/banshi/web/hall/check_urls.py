"""The addresses of the public check."""

from django.urls import path

from banshi.web.hall import check

urlpatterns = [
    path("check/", check.check, name="check"),
    path("check/<path:number>/", check.checked, name="checked"),
]
