"""The addresses of people and the units they belong to."""

from django.urls import path

from banshi.web.hall import binding, colleagues, units

urlpatterns = [
    path("me/units/", units.own_units, name="own_units"),
    path("me/units/act/", units.act_for, name="act_for"),
    path("me/units/<int:unit>/leave/", units.leave, name="leave_unit"),
    path("s/<slug:pack>/units/<slug:matter>/", binding.find, name="find_unit"),
    path("s/<slug:pack>/units/<slug:matter>/code/", binding.prove, name="prove_unit"),
    path("unit/people/", colleagues.colleagues, name="colleagues"),
    path("unit/<int:unit>/people/<int:account>/<slug:what>/", colleagues.change, name="change_colleague"),
]
