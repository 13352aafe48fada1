"""The addresses of the hall."""

from django.urls import include, path

from banshi.web.door import door
from banshi.web.hall import (
    absence,
    below,
    home,
    me,
    person,
    places,
    pleading,
    recovering,
    registering,
    sign_in,
    sign_up,
    transferring,
)
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
    path("", include("banshi.web.hall.public_urls")),
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
    path("s/<slug:pack>/sign-up/", sign_up.first, name="sign_up"),
    path("s/<slug:pack>/sign-up/hint/", sign_up.hint, name="sign_up_hint"),
    path("s/<slug:pack>/sign-up/code/", sign_up.code, name="sign_up_code"),
    path("s/<slug:pack>/sign-up/agreement/", sign_up.agreement, name="sign_up_agreement"),
    path("s/<slug:pack>/sign-up/email/", sign_up.email, name="sign_up_email"),
    path("s/<slug:pack>/sign-up/sent/", sign_up.sent, name="sign_up_sent"),
    path("s/<slug:pack>/sign-up/done/", sign_up.activated, name="activated"),
    path("s/<slug:pack>/sign-up/link/<str:token>/", sign_up.activate, name="activate"),
    path("places/", places.below, name="places"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("captcha/fresh/", sign_in.fresh_captcha, name="captcha_fresh"),
    path("captcha/<slug:key>.png", sign_in.captcha_picture, name="captcha_picture"),
    # My account
    path("me/first/", me.first, name="first"),
    path("me/here/", me.here, name="here"),
    path("me/password/", me.password, name="password"),
    path("me/phone/", me.details, name="details"),
    path("me/phone/code/", me.phone_code, name="phone_code"),
    path("me/profile/", person.profile, name="profile"),
    path("me/profile/phone/", person.phone, name="own_phone"),
    path("me/profile/mailbox/", person.mailbox, name="own_mailbox"),
    path("mailbox/<str:token>/", person.new_mailbox, name="new_mailbox"),
    path("me/successor-below/", below.successor_below, name="successor_below"),
    path("me/absence/", absence.absence, name="absence"),
    path("me/absence/<int:number>/end/", absence.end, name="end_absence"),
    path("me/transfer/", transferring.transfer, name="transfer"),
    path("me/second-factor/", me.authenticator, name="second_factor"),
]
