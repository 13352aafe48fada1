"""The addresses of exports."""

from django.urls import path

from banshi.web.filing import exporting

urlpatterns = [
    path("s/<slug:pack>/cases/<slug:key>/export/", exporting.worklist, name="export_worklist"),
    path("s/<slug:pack>/totals/<slug:matter>/export/", exporting.totals, name="export_totals"),
    path("exports/", exporting.mine, name="exports"),
    path("exports/<int:number>/", exporting.file, name="export_file"),
]
