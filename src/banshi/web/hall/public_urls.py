"""The addresses of what everybody may look up about matters."""

from django.urls import path

from banshi.web.hall import consulting, elder, feed, guides, progress, results

urlpatterns = [
    path("elder/<str:on>/", elder.switch, name="elder"),
    path("matters/<slug:pack>/<slug:matter>/", guides.guide, name="guide"),
    path("matters/<slug:pack>/<slug:matter>/form.pdf", guides.blank_form, name="blank_form"),
    path("matters/<slug:pack>/<slug:matter>/form.xlsx", guides.blank_workbook, name="blank_workbook"),
    path("feed.atom", feed.feed, name="feed"),
    path("help/<slug:pack>/feed.atom", feed.feed_of_pack, name="feed_of_pack"),
    path("progress/", progress.progress, name="progress"),
    path("inquiries/", consulting.consultations, name="consultations"),
    path("inquiries/<int:number>/", consulting.consultation, name="consultation"),
    path("results/", results.results, name="results"),
    path("results/<int:number>/", results.result, name="result"),
    path("results-to-correct/<int:number>/", results.correct, name="correct_result"),
]
