"""The addresses of the filing door."""

from django.urls import include, path

from banshi.web.filing import (
    arranging,
    correcting,
    editing,
    figures,
    home,
    lists,
    moving,
    picking,
    reading,
    slips,
    starting,
)

app_name = "filing"
urlpatterns = [
    path("s/<slug:pack>/", home.home, name="home"),
    path("s/<slug:pack>/start/<slug:matter>/", starting.start, name="start"),
    path("s/<slug:pack>/cases/<slug:key>/", lists.worklist, name="worklist"),
    path("s/<slug:pack>/cases/<slug:key>/arrange/", arranging.arrange, name="arrange"),
    path("s/<slug:pack>/cases/<slug:key>/<slug:ref>/<slug:move>/", moving.move_of_row, name="move_of_row"),
    path("s/<slug:pack>/totals/<slug:matter>/", figures.totals_page, name="totals"),
    path("s/<slug:pack>/slips/", slips.units, name="slips"),
    path("s/<slug:pack>/slips/<slug:code>/", slips.slip, name="slip"),
    path("", include("banshi.web.filing.paper_urls")),
    path("", include("banshi.web.filing.bulk_urls")),
    path("", include("banshi.web.filing.export_urls")),
    path("", include("banshi.web.filing.inquiry_urls")),
    path("s/<slug:pack>/chats/<int:number>/", home.chat_picture, name="chat_picture"),
    path("notices/", home.notice_list, name="notices"),
    # One case
    path("cases/<slug:ref>/", reading.case_page, name="case"),
    path("cases/<slug:ref>/form/", editing.form, name="form"),
    path("cases/<slug:ref>/form/save/", editing.save, name="save"),
    path("cases/<slug:ref>/form/sections/", editing.sections, name="sections"),
    path("cases/<slug:ref>/pick/<path:address>/", picking.pick, name="pick"),
    path("cases/<slug:ref>/materials/", editing.materials, name="materials"),
    path("cases/<slug:ref>/materials/save/", editing.save_notes, name="save_notes"),
    path("cases/<slug:ref>/materials/<slug:material>/attach/", editing.attach, name="attach"),
    path("cases/<slug:ref>/files/<int:attachment>/", reading.file, name="file"),
    path("cases/<slug:ref>/files/<int:attachment>/remove/", editing.detach, name="remove_file"),
    path("cases/<slug:ref>/corrections/", correcting.corrections, name="corrections"),
    path("cases/<slug:ref>/corrections/<int:correction>/reply/", correcting.reply, name="reply"),
    path("cases/<slug:ref>/print/<slug:what>/", reading.printed, name="print"),
    path("cases/<slug:ref>/moves/<slug:key>/", moving.move, name="move"),
]
