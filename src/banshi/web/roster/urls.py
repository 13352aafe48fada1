"""The addresses of rosters."""

from django.urls import path

from banshi.web.roster import exporting, managing, reading, reminding

app_name = "roster"
urlpatterns = [
    path("campaign/<int:campaign>/", reading.told, name="told"),
    path("s/<slug:pack>/roster/<slug:matter>/", reading.roster, name="roster"),
    path("s/<slug:pack>/roster/<slug:matter>/new/", managing.new, name="new"),
    path("s/<slug:pack>/roster/<slug:matter>/<int:campaign>/", reading.report, name="report"),
    path("s/<slug:pack>/roster/<slug:matter>/<int:campaign>/units/", reading.units, name="units"),
    path("s/<slug:pack>/roster/<slug:matter>/<int:campaign>/export/", exporting.export, name="export"),
    path("s/<slug:pack>/roster/<slug:matter>/<int:campaign>/due/", managing.due, name="due"),
    path("s/<slug:pack>/roster/<slug:matter>/<int:campaign>/close/", managing.close, name="close"),
    path("s/<slug:pack>/roster/<slug:matter>/<int:campaign>/remind/", reminding.remind, name="remind"),
    path("s/<slug:pack>/roster/<slug:matter>/<int:campaign>/hand-on/", reminding.hand_on, name="hand_on"),
]
