"""Settings of every process. Which database role a process uses stands in PANAH_ROLE; the command line sets it."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from panah.config import database, mail, secret

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("PANAH_VAR", ROOT / "var"))
BASE_DIR = ROOT
PANAH_ROOT_KEY_FILE = os.environ.get("PANAH_ROOT_KEY_FILE")

DEBUG = False
SECRET_KEY = secret.django_key(VAR / "secrets", role=os.environ.get("PANAH_ROLE", "desk"))
PANAH_PAIRING_KEY = secret.pairing_key(VAR / "secrets")
ALLOWED_HOSTS = os.environ.get("PANAH_HOSTS", "localhost,127.0.0.1").split(",")

INSTALLED_APPS = [
    "panah.core",
    "panah.codes",
    "panah.country",
    "panah.crypto",
    "panah.audit",
    "panah.matching",
    "panah.organisations",
    "panah.access",
    "panah.accounts",
    "panah.published",
    "panah.concerns",
    "panah.partnership",
    "panah.helpline",
    "panah.protection",
    "panah.prosecution",
    "panah.prevention",
    "panah.coordination",
    "panah.statistics",
    "panah.exchange",
    "panah.desk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "panah.config.headers.HeadersMiddleware",
    "panah.config.headers.OriginMiddleware",
    "panah.accounts.middleware.TransactionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "panah.accounts.middleware.ActorMiddleware",
]

ROOT_URLCONF = "panah.config.urls"
WSGI_APPLICATION = "panah.config.wsgi.application"
PANAH_PUBLIC_ADDRESS = os.environ.get("PANAH_PUBLIC_ADDRESS", "http://localhost:8001")
PANAH_REFUSAL = "panah.config.errors.refusal"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "panah.desk.context.desk",
            ],
        },
    }
]
FORM_RENDERER = "panah.core.renderer.Renderer"

DATABASES = {
    "default": {
        **database.connection(os.environ.get("PANAH_ROLE", "desk")),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5},
        "CONN_HEALTH_CHECKS": True,
    }
}
# Snapshots are read as `panah_statistics`. The desk and the public process are not given that role.
READS_FACTS = os.environ.get("PANAH_ROLE") in {"owner", "worker"}
PANAH_FACTS_DATABASE = database.connection("statistics") if READS_FACTS else None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
ACCOUNT_ADAPTER = "panah.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "panah.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Panah"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # localhost only: browsers refuse passkeys on any other plain address

SESSION_ENGINE = "panah.accounts.sessions"
IS_SECURE = os.environ.get("PANAH_SECURE", "0") == "1"
SESSION_COOKIE_NAME = "__Host-panah" if IS_SECURE else "panah"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_USE_SESSIONS = True
SECURE_HSTS_SECONDS = 63_072_000 if IS_SECURE else 0
SECURE_SSL_REDIRECT = IS_SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_SECURE else None
# With no-referrer browsers send "Origin: null" with our own forms, which the CSRF check refuses.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

MESSAGE_STORAGE = "panah.core.notices.NoticeStorage"

LANGUAGE_CODE = "az"
LANGUAGES = [("az", "Azərbaycanca"), ("en", "English")]
LANGUAGE_COOKIE_SAMESITE = "Strict"
USE_I18N = True
TIME_ZONE = "Asia/Baku"
USE_TZ = True

# Captions are typed line by line, three fields each; whoever sends them is signed in.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 7_000

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
FILE_UPLOAD_HANDLERS = ["panah.core.uploads.MemoryUploads"]
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
MAIL_SERVER = mail.mail_server(os.environ.get("PANAH_SMTP", ""))
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = MAIL_SERVER.backend, MAIL_SERVER.host, MAIL_SERVER.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER.user, MAIL_SERVER.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL_SERVER.scheme == "smtp", MAIL_SERVER.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("PANAH_MAIL_FROM", "panah@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"tokens": {"()": "panah.config.logs.HideTokens"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["tokens"]}},
    "loggers": {"django.request": {"filters": ["tokens"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
