"""The addresses."""

from django.urls import path

from bench.plain import views

urlpatterns = [
    path("healthz", views.healthz),
    path("empty/", views.empty),
    path("requests/", views.start),
    path("requests/<int:pk>/", views.show, name="request"),
    path("requests/<int:pk>/save/", views.save),
    path("requests/<int:pk>/report/", views.report),
    path("requests/<int:pk>/approve/", views.approve),
]
