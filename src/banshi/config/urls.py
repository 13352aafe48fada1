"""The addresses: each door brings its own."""

from django.urls import path

from banshi.web import health

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
]
