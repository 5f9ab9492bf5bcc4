"""Settings: one file, loud readers. Each line read from the environment stands in docs/settings.md."""

import os
import secrets
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PACKAGE = Path(__file__).resolve().parent.parent


def text(name: str, default: str | None = None) -> str:
    """Read THUOCDO_<name>, or the file that THUOCDO_<name>_FILE names (for secrets)."""
    if path := os.environ.get(f"THUOCDO_{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    value = os.environ.get(f"THUOCDO_{name}", default)
    if value is None:
        raise ImproperlyConfigured(f"THUOCDO_{name} must be set (see docs/settings.md).")
    return value


def flag(name: str) -> bool:
    """Read THUOCDO_<name> as 1 or 0; anything else is an error."""
    value = text(name, "0")
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"THUOCDO_{name} must be 0 or 1, not {value!r}.")
    return value == "1"


def choice(name: str, default: str, *allowed: str) -> str:
    """Read THUOCDO_<name> as one of the words allowed; anything else is an error."""
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"THUOCDO_{name} must be {' or '.join(allowed)}, not {value!r}.")
    return value


def database(url: str) -> dict[str, Any]:
    """Read a database's address: sqlite:///relative, sqlite:////absolute or postgresql://user@host/name."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "thuocdo.kit.sqlite",
            "NAME": unquote(parts.path.removeprefix("/")),
            "CONN_MAX_AGE": 600,
            # Tests use a file as well, so that WAL and the write queue are tested.
            "TEST": {"NAME": str(DATA_DIR / "test.sqlite3")},
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",  # a deferred one fails at once when it turns to writing
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;",
            },
        }
    if parts.scheme in {"postgresql", "postgres"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.removeprefix("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise ImproperlyConfigured(
        f"THUOCDO_DATABASE_URL must be sqlite:// or postgresql://, not {url!r}."
    )


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


DATA_DIR = Path(
    text("DATA_DIR", "var")
).resolve()  # database, files and secrets of this installation
DEMO = flag("DEMO")  # shows the demo's sign-ins on the sign-in page
DEBUG = flag("DEBUG")
TESTING = "pytest" in sys.modules


def secret_key() -> str:
    """Return the installation's key: from the environment, else made once and kept beside the data."""
    kept = DATA_DIR / "secret-key"
    if not kept.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return kept.read_text(encoding="ascii")


SECRET_KEY = text("SECRET_KEY", "") or secret_key()
ALLOWED_HOSTS = text("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in text("TRUSTED_ORIGINS", "").split(",") if origin]
UPLOAD_LIMIT_MIB = int(text("UPLOAD_LIMIT_MIB", "50"))  # a larger upload is refused with a sentence

EVIDENCE_LIMIT_MIB = int(text("EVIDENCE_LIMIT_MIB", "20"))  # the same for one piece of evidence

DATABASES = {
    "default": database(
        text("DATABASE_URL", f"sqlite:///{quote(str(DATA_DIR / 'thuocdo.sqlite3'))}")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "thuocdo.kit",
    "thuocdo.apps.organisations",
    "thuocdo.apps.documents",
    "thuocdo.apps.rulebooks",
    "thuocdo.apps.dossiers",
    "thuocdo.apps.plans",
    "thuocdo.apps.reports",
    "thuocdo.apps.assessments",
    "thuocdo.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "thuocdo.web.logs.requests.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "thuocdo.web.second_step.SecondStepMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "thuocdo.web.urls"
WSGI_APPLICATION = "thuocdo.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thuocdo.web.frame.frame",
            ],
        },
    }
]

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
PAPER_FONTS = PACKAGE / "web" / "static" / "vendor" / "tinos"  # fetched by bootstrap.py
JOURNAL_HEAD = DATA_DIR / "journal-head"  # how far the journal is sealed, apart from the database
FILE_STORE = text("FILE_STORE", "folder")  # or s3+https://host/bucket/prefix?region=...
STORE_ACCESS_KEY = text("STORE_ACCESS_KEY", "")  # who signs requests to it
STORE_SECRET_KEY = text("STORE_SECRET_KEY", "")
PAYMENT_ACCOUNT = text("PAYMENT_ACCOUNT", "")  # BIN/account/holder; or demo; empty: no transfers
PAYMENT_SECRET = text("PAYMENT_SECRET", "")  # what notices of money are signed with
POSTAL = choice("POSTAL", "none", "none", "demo")  # who carries dossiers and results
CLAMD = text("CLAMD", "")  # host:port or unix:/path; empty: files are not scanned
MEDIA_ROOT = DATA_DIR / "files"  # never served: files leave through a view that asks a policy
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # serves the package's own static files; no collectstatic to forget
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# People and sessions
AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]  # tests sign in a hundred times
    if TESTING
    else [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # of older accounts; renewed at sign-in
    ]
)
ACCOUNT_ADAPTER = "thuocdo.web.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
# An outsider must not be able to lock an official out: limits are per address, never per account.
# Behind a proxy every visitor has the proxy's address unless X-Forwarded-For is trusted.
# Wrong passwords: from one address, and for one account wherever they come from. A locked account
# still opens with a passkey or the agency's own sign-in service, so nobody can shut another out.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,20/15m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(text("TRUSTED_PROXIES", "0"))
CSRF_FAILURE_VIEW = "thuocdo.web.errors.csrf_failure"
LOGIN_URL = "account_login"

# What limits guessing and remembers used codes is counted for all server processes together. Not in
# files: there two processes may both be the first to use a code. Tests count in their own memory.
_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": _MEMORY}
    if TESTING
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "thuocdo_cache",  # made by a migration; not in backups
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # of 300 a flood of addresses would push out the count
    },
    "memory": {"BACKEND": _MEMORY},  # what is only computed once more if it is gone
}

# The second step: a code from an app, a passkey, or a recovery code when both are away
MFA_ADAPTER = "thuocdo.web.accounts.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Browsers know passkeys over TLS and on localhost only; the origin is checked but where it is plain.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not flag("HTTPS")

# The agency's own sign-in service, where there is one: it vouches for people who have an account here
SOCIALACCOUNT_ADAPTER = "thuocdo.web.accounts.ProviderAdapter"
OIDC_ISSUER = text("OIDC_ISSUER", "").rstrip("/")
OIDC_USERNAME_CLAIM = text("OIDC_USERNAME_CLAIM", "preferred_username")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "sso",
                "name": text("OIDC_NAME", "tài khoản của cơ quan"),
                "client_id": text("OIDC_CLIENT_ID", ""),
                "secret": text("OIDC_CLIENT_SECRET", ""),
                "settings": {"server_url": OIDC_ISSUER, "oauth_pkce_enabled": True},
            }
        ]
        if OIDC_ISSUER
        else []
    }
}
LOGIN_REDIRECT_URL = "home"

# Letters about notices. Without a server there are none, and notices stand on the page alone.
MAIL_HOST = EMAIL_HOST = text("MAIL_HOST", "")
EMAIL_PORT = int(text("MAIL_PORT", "587"))
EMAIL_HOST_USER = text("MAIL_USER", "")
EMAIL_HOST_PASSWORD = text("MAIL_PASSWORD", "")
MAIL_TLS = choice("MAIL_TLS", "starttls", "starttls", "tls", "none")
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL_TLS == "starttls", MAIL_TLS == "tls"
EMAIL_TIMEOUT = 20  # seconds; the worker has other work as well
DEFAULT_FROM_EMAIL = text("MAIL_FROM", "thuocdo@localhost")
PUBLIC_URL = text("PUBLIC_URL", "").rstrip("/")  # what links in letters begin with

SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = flag("HTTPS")
SECURE_SSL_REDIRECT = flag("HTTPS")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("HTTPS") else None
SECURE_REDIRECT_EXEMPT = [r"^suc-khoe/$", r"^san-sang/$"]  # asked from this machine, without TLS
SECURE_HSTS_SECONDS = 31_536_000 if flag("HTTPS") else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = flag("HTTPS")  # those below this host
# Being on the browsers' own list is for the owner of the whole domain to decide.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# No inline script or style, no eval: HTMX runs without eval, Vega with its interpreter.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # Tabler's own icons are data: addresses in its stylesheet
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        # A form that leads on to the sign-in service is followed there.
        "form-action": ["'self'", *([_origin(OIDC_ISSUER)] if OIDC_ISSUER else [])],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}

# Which provider stands behind which port; imported on first use.
PORTS: dict[str, str] = {
    "file_store": "thuocdo.web.wiring.file_store",
    "preview": "thuocdo.adapters.previews.opening.preview",
    "scan": "thuocdo.web.wiring.scanner",
    "open_plan": "thuocdo.adapters.tables.opening.open_document",
    "open_export": "thuocdo.adapters.tables.exports.open_export",
    "write_workbook": "thuocdo.adapters.tables.workbooks.write_workbook",
    "open_sheets": "thuocdo.adapters.tables.sheets.read_sheets",
    "payments": "thuocdo.web.wiring.payments",
    "demo_payer": "thuocdo.web.wiring.demo_payer",
    "postal": "thuocdo.web.wiring.postal",
    "people_rules": "thuocdo.apps.rulebooks.shipped.people_rules",
    "movers": "thuocdo.web.wiring.movers",
    "papers": "thuocdo.web.wiring.papers",
    "restated_facts": "thuocdo.web.restated.restated_facts",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "thuocdo.web.logs.lines.PlainLines"},
        "json": {"()": "thuocdo.web.logs.lines.JsonLines"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": choice("LOG_FORMAT", "plain", "plain", "json"),
        }
    },
    "loggers": {
        "django": {"handlers": []},  # all goes to the root's handler, once
        "django.request": {"level": "ERROR"},  # the rest is in the line of each request
        "django.db.backends": {"level": "WARNING"},  # below that it writes what people typed
        "django.template": {"level": "WARNING"},
    },
    "root": {"handlers": ["console"], "level": text("LOG_LEVEL", "WARNING")},
}
