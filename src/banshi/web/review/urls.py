"""The addresses of the review door."""

from django.urls import path

from banshi.web.review import desk

app_name = "review"
urlpatterns = [path("cases/<slug:ref>/review/", desk.review, name="review")]
