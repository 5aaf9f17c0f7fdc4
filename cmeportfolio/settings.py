"""Settings for every machine: one file, read from the environment, failing loudly.

`docs/operating.md` lists the variables. `./dev` sets DEBUG for its own children; a real installation
starts from nothing and must be told SECRET_KEY, ALLOWED_HOSTS, SITE_URL and how to send mail.
"""

import sqlite3
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

DEBUG = env.bool("DEBUG", False)


def required(name, in_debug):
    """A setting a real installation must choose. On a developer's machine `in_debug` is used."""
    value = env.str(name, in_debug if DEBUG else "")
    if not value:
        raise ImproperlyConfigured(f"Set {name} (see docs/operating.md), or DEBUG=true on your own machine.")
    return value


# The site itself ------------------------------------------------------------------------------------
SECRET_KEY = required("SECRET_KEY", "only-for-development-not-a-secret-000000000000000000")
SITE_URL = required("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
SITE_NAME = "CME Portfolio"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"] if DEBUG else [])
HTTPS = env.bool("HTTPS", urlsplit(SITE_URL).scheme == "https")
if not DEBUG:
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured(
            "Set ALLOWED_HOSTS to the names people type, separated by commas. Never *."
        )
    if len(SECRET_KEY) < 50 or SECRET_KEY.startswith("only-for-development"):
        raise ImproperlyConfigured("SECRET_KEY must be at least 50 random characters.")

DATA_DIR = env.path("DATA_DIR", BASE_DIR / "var")  # database, uploads, outgoing mail of a small installation
for _folder in (DATA_DIR, DATA_DIR / "files", DATA_DIR / "files" / "incoming"):
    _folder.mkdir(mode=0o700, parents=True, exist_ok=True)
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)  # how many proxies in front may set X-Forwarded-For
DEMO = env.bool("DEMO", DEBUG)  # the two fictional people

# Limits, stated on the help page and on every upload form
MAX_UPLOAD_MB = env.int("MAX_UPLOAD_MB", 50)
QUOTA_MB = env.int("QUOTA_MB", 1024)
MAX_FILES_AT_ONCE = 12
VISIT_DAYS = env.int("VISIT_DAYS", 180)  # receipts older than this are kept as one number a day
KEEP_PUBLIC_PAGES = not DEBUG  # finished public pages in memory; while templates change, none

# Applications ---------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "cmeportfolio",
    "accounts",
    "portfolio",
    "sharing",
    "networking",
    "milestones",
    "archive",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_tasks_db",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cmeportfolio.middleware.reasonable_request",
    "sharing.pagecache.StoredPages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "cmeportfolio.middleware.private_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.writers_time_zone",
    "cmeportfolio.middleware.RefusalPages",
]

ROOT_URLCONF = "cmeportfolio.urls"
WSGI_APPLICATION = "cmeportfolio.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.csp",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Data -----------------------------------------------------------------------------------------------
DATABASE_URL = env.str("DATABASE_URL", "")
if DATABASE_URL:
    DATABASES = {"default": env.dj_db_url("DATABASE_URL", conn_max_age=None)}
    INSTALLED_APPS.append("django.contrib.postgres")
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "db.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # IMMEDIATE: a read-then-write transaction waits for its turn instead of failing.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: what we acknowledged survives a power cut. secure_delete: deleted words are overwritten.
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
                    "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728; "
                    "PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-20000;"
                ),
            },
        }
    }
    SQLITE_HAS_WAL_RESET_BUG = sqlite3.sqlite_version_info < (3, 51, 3)

CACHES = {
    "default": env.dj_cache_url("CACHE_URL")
    if env.str("CACHE_URL", "")
    else {
        # Shared by every process, so that rate limits hold; the table comes with the migrations.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Originals and what strangers may get lie in two storages, so that public code cannot open an original
# by accident. Neither has an address: bytes leave through views only.
FILES_DIR = DATA_DIR / "files"
if bucket := env.str("S3_BUCKET", ""):
    _s3 = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.str("S3_ENDPOINT", None),
            "region_name": env.str("S3_REGION", None),
            "default_acl": "private",
            "querystring_auth": True,
            "file_overwrite": False,
        },
    }
    ORIGINALS, DERIVED = (
        _s3 | {"OPTIONS": _s3["OPTIONS"] | {"location": place}} for place in ("originals", "derived")
    )
else:
    ORIGINALS, DERIVED = (
        {
            "BACKEND": "portfolio.storage.PrivateFiles",
            "OPTIONS": {"location": FILES_DIR / place},
        }
        for place in ("originals", "derived")
    )
STORAGES = {
    "default": ORIGINALS,
    "originals": ORIGINALS,
    "derived": DERIVED,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_URL = "not-served/"
MEDIA_ROOT = FILES_DIR
STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_MAX_AGE = 3600

FILE_UPLOAD_TEMP_DIR = FILES_DIR / "incoming"  # same disk as the originals: keeping a file is a rename
FILE_UPLOAD_HANDLERS = ["portfolio.storage.CountingUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = MAX_FILES_AT_ONCE

# Accounts -------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.WriterBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {"signup": "accounts.forms.SignupForm", "login": "accounts.forms.LoginForm"}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"  # allauth's word; our adapter takes the gate out of the log-in
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "30/m/ip,10/5m/key",
    "signup": "20/h/ip",
    "reset_password": "20/m/ip,1/3m/key",
    "confirm_email": "1/3m/key",
    "reauthenticate": "10/m/user",
    "manage_email": "10/m/user",
    "change_password": "5/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG  # passkeys on http://localhost
MFA_TOTP_ISSUER = SITE_NAME
USERSESSIONS_TRACK_ACTIVITY = False  # True would write on every page view
PASSWORD_RESET_TIMEOUT = 3600

SESSION_COOKIE_AGE = 14 * 24 * 3600  # counted from log-in: nobody stays longer without logging in again
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "cmeportfolio.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if HTTPS else []
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Headers --------------------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env.bool("SSL_REDIRECT", HTTPS)
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
X_FRAME_OPTIONS = "DENY"
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Mail -----------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "CME Portfolio <no-reply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
OPERATOR_EMAIL = env.str(
    "OPERATOR_EMAIL", parseaddr(DEFAULT_FROM_EMAIL)[1]
)  # gets reports about public pages
MAIL_DIR = DATA_DIR / "mail"
if mail_host := env.str("MAIL_HOST", ""):
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": mail_host,
                "port": env.int("MAIL_PORT", 587),
                "username": env.str("MAIL_USER", ""),
                "password": env.str("MAIL_PASSWORD", ""),
                "use_tls": env.bool("MAIL_TLS", True),
                "timeout": 20,
            },
        }
    }
else:
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(MAIL_DIR)},
        }
    }

# Language and time ----------------------------------------------------------------------------------
LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# Logs: events and numbers, never tokens, passwords or words from files --------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_secrets": {"()": "cmeportfolio.logs.NoSecrets"}},
    "formatters": {"line": {"()": "cmeportfolio.logs.LineFormatter"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_secrets"]},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
        "PIL": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
    },
}
