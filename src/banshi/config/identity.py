"""Settings of identity: accounts, signing in, second factor, captcha."""

AUTH_USER_MODEL = "people.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTHENTICATION_BACKENDS = ["banshi.people.signing_in.sign_in.Backend"]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/me/"

ACCOUNT_ADAPTER = "banshi.people.signing_in.sign_in.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_FORMS = {"login": "banshi.people.signing_in.sign_in_forms.SignInForm"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# Failed sign-ins wait by account and device (people/signing_in/waits.py); by allauth's own count of addresses one office would lock
# itself out.
ACCOUNT_RATE_LIMITS = False

MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "banshi.people.signing_in.sign_in.SecondFactorAdapter"
MFA_FORMS = {"authenticate": "banshi.people.signing_in.sign_in_forms.SecondFactorForm"}
MFA_TOTP_ISSUER = "Banshi"
# A phone's clock may be half a minute off, or its reader late; people/signing_in/second_factor.py keeps a code good once.
MFA_TOTP_TOLERANCE = 1

# 单点登录: other platforms let in who has signed in here (people/sso). Codes and tokens are good for a moment, long enough to be fetched.
IDP_OIDC_ADAPTER = "banshi.people.sso.provider.Provider"
IDP_OIDC_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]
IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN = IDP_OIDC_REFRESH_TOKEN_EXPIRES_IN = 5 * 60

# S6: half an hour without a request, or twelve hours in all, end a session.
SESSION_COOKIE_AGE = 30 * 60
SESSION_ENGINE = "banshi.people.signing_in.sessions"
SESSION_ABSOLUTE_AGE = 12 * 60 * 60

CAPTCHA_IMAGE_SIZE = (120, 44)
CAPTCHA_FONT_SIZE = 30
CAPTCHA_LETTER_ROTATION = (-20, 20)
CAPTCHA_NOISE_FUNCTIONS = ("captcha.helpers.noise_dots",)
