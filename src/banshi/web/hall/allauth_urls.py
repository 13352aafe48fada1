"""The pages that allauth knows by name; nothing else of it is reachable."""

from django.urls import path

from banshi.web.door import door
from banshi.web.hall import sign_in

urlpatterns = [
    path("sign-in/account/", sign_in.choose, name="account_login"),
    path("sign-in/code/", door("GET", "POST", who="anyone")(sign_in.CodeView.as_view()), name="mfa_authenticate"),
    path("sign-in/device/", sign_in.new_device, name="new_device"),
]
