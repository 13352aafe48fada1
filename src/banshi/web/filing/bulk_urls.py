"""The addresses of filing by workbook."""

from django.urls import path

from banshi.web.filing import bulk

urlpatterns = [
    path("s/<slug:pack>/import/<slug:matter>/", bulk.start, name="imports"),
    path("s/<slug:pack>/import/<slug:matter>/template/", bulk.template, name="import_template"),
    path("imports/<int:batch>/", bulk.one, name="import"),
    path("imports/<int:batch>/workbook/", bulk.given_back, name="import_workbook"),
    path("imports/<int:batch>/file/", bulk.file, name="import_file"),
    path("imports/<int:batch>/scans/", bulk.scans, name="import_scans"),
    path("imports/<int:batch>/report/", bulk.report, name="import_report"),
]
