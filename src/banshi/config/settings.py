"""Settings of the site. What differs between installations comes from the environment; everything else is decided here.

`BANSHI_HOME`                            where data and secrets live
`PORT`                                   where the web server listens on this machine (8000)
`BANSHI_SITE_URL`                        the address people type; with https a proxy in front speaks TLS
`DATABASE_URL`, `DATABASE_OWNER_URL`     a database server of one's own, in the application's role and in the owner's
`BANSHI_SMS_URL`, `BANSHI_SMTP_URL`      gateways; without them messages are written below the home
`BANSHI_MAIL_FROM`                       who letters come from; no-reply at the host of the site where it is not set
`BANSHI_OLD_SYSTEMS`                     where old systems answer for their accounts: key=address, several with spaces between
`BANSHI_SSO_ISSUER`                      an outside OpenID provider people may sign in by; its `BANSHI_SSO_TITLE`; as whom it knows us,
                                         `BANSHI_SSO_CLIENT`, and the secret in the file `BANSHI_SSO_SECRET_FILE`
`BANSHI_PLATFORM_ORIGINS`                where 其他平台 may be told that somebody has signed out: origins with spaces between; beside a
                                         demo world, where it is not set, the demo's platform
`BANSHI_CLAMD`                           a virus scanner, as socket or host:port
`BANSHI_SIGNING_P12`                     the certificate papers are signed with, its password in `BANSHI_SIGNING_PASSWORD_FILE`
`BANSHI_TEST_SINK`                       a folder for everything that would be sent, captchas too; for tests only
"""

import os
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from banshi.catalogue import shelf
from banshi.config.databases import databases
from banshi.config.identity import *  # noqa: F403 (signing in has its own page of settings)
from banshi.forms.answers import most_sent
from banshi.jobs.demo_sign_ins import kept
from banshi.lib import home

SECRET_KEY = home.secret("django").hex()
PORT = int(os.environ.get("PORT", "8000"))
SITE_URL = os.environ.get("BANSHI_SITE_URL", f"http://localhost:{PORT}").rstrip("/")
TLS = SITE_URL.startswith("https:")
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname or "", "localhost", "127.0.0.1", "[::1]"]
TEST_SINK = os.environ.get("BANSHI_TEST_SINK", "")
# What lies outside the house: SMS gateway, mail server, virus scanner, signing certificate. Each has an honest stand-in where none is set.
SMS_URL = os.environ.get("BANSHI_SMS_URL", "")
OLD_SYSTEMS = dict(each.partition("=")[::2] for each in os.environ.get("BANSHI_OLD_SYSTEMS", "").split())
SSO_ISSUER = os.environ.get("BANSHI_SSO_ISSUER", "").rstrip("/")
SSO_TITLE = os.environ.get("BANSHI_SSO_TITLE", "统一身份认证")
SSO_CLIENT = os.environ.get("BANSHI_SSO_CLIENT", "")
SSO_SECRET_FILE = os.environ.get("BANSHI_SSO_SECRET_FILE", "")
_demo_platform = f"http://127.0.0.1:{PORT + 1}" if kept().exists() else ""
PLATFORM_ORIGINS = os.environ.get("BANSHI_PLATFORM_ORIGINS", _demo_platform).split()
CLAMD = os.environ.get("BANSHI_CLAMD", "")
_smtp = urlsplit(os.environ.get("BANSHI_SMTP_URL", ""))
EMAIL_HOST, EMAIL_PORT = _smtp.hostname or "", _smtp.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _smtp.username or "", _smtp.password or ""
DEFAULT_FROM_EMAIL = os.environ.get("BANSHI_MAIL_FROM", f"no-reply@{urlsplit(SITE_URL).hostname}")
EMAIL_USE_SSL = _smtp.scheme == "smtps"

ROOMS = (
    "carriers",
    "ledger",
    "files",
    "clock",
    "people",
    "catalogue",
    "records",
    "papers",
    "bulletin",
    "notices",
    "cases",
    "figures",
    "jobs",
    "web",
)
INSTALLED_APPS = [
    *(f"banshi.{room}" for room in ROOMS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.idp.oidc",
    "captcha",
    "csp",
    "django_htmx",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "banshi.web.wholesome.WholesomeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "banshi.web.middleware.ActorMiddleware",
]
ROOT_URLCONF = "banshi.config.urls"
WSGI_APPLICATION = "banshi.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "banshi.web.context.shell",
            ]
        },
    }
]

DATABASES = databases()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# What waits here for a minute (codes of single sign-on), every process must see; more of it than comes in one pushes nothing out.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "banshi_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# As much as the largest form can send when it is full, and some for what is around it; more is nobody's form (S21).
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500 + max(
    (most_sent(matter.form) for pack in shelf.packs().values() for matter in pack.matters), default=0
)

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = home.home() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# What a browser may do with our pages: nothing inline, nothing from elsewhere. Bootstrap draws its ticks and arrows from data: images.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = TLS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]  # asked from this machine, past the proxy
SECURE_HSTS_SECONDS = 31_536_000 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TLS else None

# Under TLS the cookies' names bind them to this host and to a secure channel; plain http (`make run`) cannot have that.
SESSION_COOKIE_NAME = "__Host-session" if TLS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if TLS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "banshi.web.refusing.csrf_failure"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "banshi.config.logs.WithoutValues",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"banshi": {"level": "INFO"}},
}
