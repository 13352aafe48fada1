"""The addresses of 留言咨询."""

from django.urls import path

from banshi.web.filing import consultations, inquiries

urlpatterns = [
    path("s/<slug:pack>/inquiries/", inquiries.listed, name="inquiries"),
    path("s/<slug:pack>/inquiries/new/", inquiries.ask, name="ask"),
    path("s/<slug:pack>/inquiries/<int:number>/", inquiries.inquiry, name="inquiry"),
    path("s/<slug:pack>/inquiries/<int:number>/take-over/", inquiries.take_over, name="take_over"),
    path("s/<slug:pack>/inquiries/<int:number>/publish/", consultations.publish, name="publish_inquiry"),
    path("s/<slug:pack>/inquiries/<int:number>/take-down/", consultations.take_down, name="take_down_inquiry"),
]
