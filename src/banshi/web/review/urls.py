"""The addresses of the review door."""

from django.urls import path

from banshi.web.review import batches, desk, pinning

app_name = "review"
urlpatterns = [
    path("s/<slug:pack>/cases/<slug:key>/batch/", batches.batch, name="batch"),
    path("cases/<slug:ref>/review/", desk.review, name="review"),
    path("cases/<slug:ref>/take-on/", desk.take_on, name="take_on"),
    path("cases/<slug:ref>/release/", desk.release, name="release"),
    path("cases/<slug:ref>/hand-over/", desk.hand_over, name="hand_over"),
    path("cases/<slug:ref>/corrections/pin/", pinning.pin, name="pin"),
    path("cases/<slug:ref>/corrections/<int:correction>/", pinning.repin, name="repin"),
    path("cases/<slug:ref>/corrections/<int:correction>/remove/", pinning.unpin, name="unpin"),
    path("cases/<slug:ref>/corrections/<int:correction>/tick/", pinning.tick, name="tick"),
]
