"""The addresses of 信息发布, within the console."""

from django.urls import path

from banshi.web.console.texts import announcements, arranging, chats, faqs, guide, manuals, results

urlpatterns = [
    path("", announcements.texts, name="texts"),
    path("<slug:pack>/announcements/", announcements.announcements, name="announcements"),
    path("<slug:pack>/announcements/new/", announcements.announcement, name="new_announcement"),
    path("<slug:pack>/announcements/<int:number>/", announcements.announcement, name="announcement"),
    path("<slug:pack>/announcements/<int:number>/take-down/", announcements.take_down, name="take_down_announcement"),
    path("<slug:pack>/faqs/", faqs.faqs, name="faqs"),
    path("<slug:pack>/faqs/new/", faqs.faq, name="new_faq"),
    path("<slug:pack>/faqs/<int:number>/", faqs.faq, name="faq"),
    path("<slug:pack>/faqs/<int:number>/take-down/", faqs.take_down, name="take_down_faq"),
    path("<slug:pack>/results/", results.results, name="results"),
    path("<slug:pack>/results/<int:number>/take-down/", results.take_down, name="take_down_result"),
    path("<slug:pack>/guide/", guide.guide, name="guide"),
    path("<slug:pack>/guide/<int:number>/", guide.edition, name="edition"),
    path("<slug:pack>/guide/<int:number>/restore/", guide.restore, name="restore_guide"),
    path("<slug:pack>/manuals/", manuals.manuals, name="manuals"),
    path("<slug:pack>/manuals/new/", manuals.manual, name="new_manual"),
    path("<slug:pack>/manuals/<int:number>/take-down/", manuals.take_down, name="take_down_manual"),
    path("<slug:pack>/chats/", chats.chats, name="chats"),
    path("<slug:pack>/chats/new/", chats.chat, name="new_chat"),
    path("<slug:pack>/chats/<int:number>/take-down/", chats.take_down, name="take_down_chat"),
    path("<slug:pack>/openings/", arranging.openings, name="openings"),
    path("<slug:pack>/openings/<slug:matter>/", arranging.opening, name="opening"),
    path("<slug:pack>/layouts/", arranging.layouts, name="layouts"),
    path("<slug:pack>/layouts/<slug:paper>/", arranging.layout_choice, name="layout_choice"),
]
