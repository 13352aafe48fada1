"""The addresses: each door brings its own."""

from django.urls import path

from banshi.web import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

handler400 = "banshi.web.refusing.bad_request"
handler404 = "banshi.web.refusing.not_found"
handler500 = "banshi.web.refusing.failed"
