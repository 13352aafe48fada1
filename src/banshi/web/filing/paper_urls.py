"""The addresses of issued papers."""

from django.urls import path

from banshi.web.filing import papers

urlpatterns = [
    path("s/<slug:pack>/papers/<slug:paper>/", papers.listed, name="papers"),
    path("s/<slug:pack>/papers/<slug:paper>/<int:subject>/", papers.choose, name="paper_choice"),
    path("papers/<int:paper_id>/<slug:layout>/", papers.preview, name="paper"),
    path("papers/<int:paper_id>/<slug:layout>/<int:number>.png", papers.picture, name="paper_picture"),
    path("papers/<int:paper_id>/<slug:layout>/signed.pdf", papers.pdf, name="paper_pdf"),
    path("papers/<int:paper_id>/<slug:layout>/revoke/", papers.revoke, name="paper_revoke"),
]
