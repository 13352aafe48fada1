"""The addresses of single sign-on that programs ask, under the names allauth knows; nothing else of its provider is reachable."""

from django.urls import include, path

from banshi.web.hall import sso

oidc = [
    path(".well-known/openid-configuration", sso.configuration, name="configuration"),
    path("identity/keys/", sso.jwks, name="jwks"),
    path("identity/authorize/", sso.authorize, name="authorization"),
    path("identity/token/", sso.token, name="token"),
    path("identity/userinfo/", sso.userinfo, name="userinfo"),
    path("identity/sign-out/", sso.end_session, name="logout"),
]
urlpatterns = [path("", include(([path("", include((oidc, "oidc")))], "idp")))]
