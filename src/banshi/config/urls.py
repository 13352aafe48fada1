"""The addresses: each door brings its own."""

from django.urls import include, path

from banshi.web import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("banshi.web.hall.urls")),
    path("", include("banshi.web.hall.allauth_urls")),
    path("", include("banshi.web.hall.sso_urls")),
    path("", include("banshi.web.filing.urls")),
    path("", include("banshi.web.review.urls")),
    path("", include("banshi.web.roster.urls")),
    path("api/", include("banshi.web.api.urls")),
    path("console/", include("banshi.web.console.urls")),
]

handler400 = "banshi.web.refusing.bad_request"
handler404 = "banshi.web.refusing.not_found"
handler500 = "banshi.web.refusing.failed"
