"""The addresses of the hall."""

from django.urls import include, path

from banshi.web.door import door
from banshi.web.hall import absence, below, home, me, pleading, recovering, registering, sign_in, transferring
from banshi.web.hall import help as helping

app_name = "hall"
urlpatterns = [
    path("", home.home, name="home"),
    path("help/<slug:pack>/", helping.guide, name="help"),
    path("help/<slug:pack>/manual.pdf", helping.manual_pdf, name="manual_pdf"),
    path("help/<slug:pack>/pictures/<str:name>", helping.picture, name="picture"),
    path("help/<slug:pack>/faqs/", helping.faqs, name="faqs"),
    path("help/<slug:pack>/announcements/", helping.announcements, name="announcements"),
    path("help/<slug:pack>/announcements/<int:number>/", helping.announcement, name="announcement"),
    path("help/<slug:pack>/manuals/<int:number>/", helping.manual, name="manual"),
    path("help/<slug:pack>/manuals/<int:number>/picture/", helping.manual_picture, name="manual_picture"),
    path("", include("banshi.web.hall.check_urls")),
    # The way in
    path("sign-in/", sign_in.choose, name="choose"),
    path("s/<slug:pack>/sign-in/", door("GET", "POST", who="anyone")(sign_in.SignInView.as_view()), name="sign_in"),
    path("s/<slug:pack>/recover/", recovering.ask, name="recover"),
    path("s/<slug:pack>/recover/code/", recovering.prove, name="recover_code"),
    path("s/<slug:pack>/recover/password/", recovering.choose, name="recover_password"),
    path("s/<slug:pack>/plea/", pleading.plea, name="plea"),
    path("s/<slug:pack>/plea/code/", pleading.plea_code, name="plea_code"),
    path("s/<slug:pack>/register/", registering.register, name="register"),
    path("s/<slug:pack>/register/code/", registering.register_code, name="register_code"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("captcha/fresh/", sign_in.fresh_captcha, name="captcha_fresh"),
    path("captcha/<slug:key>.png", sign_in.captcha_picture, name="captcha_picture"),
    # My account
    path("me/first/", me.first, name="first"),
    path("me/here/", me.here, name="here"),
    path("me/password/", me.password, name="password"),
    path("me/phone/", me.details, name="details"),
    path("me/phone/code/", me.phone_code, name="phone_code"),
    path("me/successor-below/", below.successor_below, name="successor_below"),
    path("me/absence/", absence.absence, name="absence"),
    path("me/absence/<int:number>/end/", absence.end, name="end_absence"),
    path("me/transfer/", transferring.transfer, name="transfer"),
    path("me/second-factor/", me.authenticator, name="second_factor"),
]
