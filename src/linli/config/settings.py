"""Settings from the environment. Everything that lives lies in one folder, LINLI_DATA."""

import os
import secrets
import sys
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONCE, NONE, SELF

PACKAGE = Path(__file__).resolve().parent.parent
# The tree that this code was cloned into; None where it was installed from a wheel.
CHECKOUT = next((tree for tree in [PACKAGE.parent.parent] if (tree / "script/server").exists()), None)


def env(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    return env(name, "1" if default else "0").lower() not in {"0", "false", "no", "off", ""}


DATA = Path(env("LINLI_DATA") or (CHECKOUT / "data" if CHECKOUT else "~/.local/share/linli")).expanduser().resolve()
os.umask(os.umask(0o077) | 0o077)  # whatever is made here, database, pictures, logs of both, is for this user alone
DATA.mkdir(parents=True, exist_ok=True)


def kept_key(name: str) -> str:
    """A key that is made once and kept in the data folder, so that one backup holds everything."""
    path = DATA / "keys" / name
    path.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
            file.flush()
            os.fsync(file.fileno())  # what is sealed with it must never outlive it
    except FileExistsError:
        pass
    return path.read_text().strip()


def database(url: str) -> dict:
    """The connection for a DATABASE_URL: sqlite:///path, or postgres://user:word@host:port/name (host may be a socket folder)."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path) or str(DATA / "linli.sqlite3"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
                "PRAGMA mmap_size=268435456; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        options = {"connect_timeout": "5", "options": "-c lock_timeout=10s"} | dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", unquote(parts.hostname or "")),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
        }
    raise ValueError(f"DATABASE_URL: the scheme {parts.scheme!r} is neither sqlite nor postgres")


DATABASES = {"default": database(env("DATABASE_URL") or "sqlite://")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DEBUG = flag("LINLI_DEBUG", False)
TESTING = "pytest" in sys.modules
DEMO = flag("LINLI_DEMO", True)
SECRET_KEY = env("LINLI_SECRET_KEY") or kept_key("secret")
SECRET_KEY_FALLBACKS = [k for k in env("LINLI_OLD_SECRET_KEYS").split() if k]
# What seals identity and bank numbers: the first key seals, older ones still open.
RECORDS_KEYS = [env("LINLI_RECORDS_KEY") or kept_key("records"), *env("LINLI_OLD_RECORDS_KEYS").split()]
HOSTS = [h for h in env("LINLI_HOSTS").replace(",", " ").split() if h]
ALLOWED_HOSTS = [*HOSTS, "127.0.0.1", "localhost", "[::1]"]
HTTPS = flag("LINLI_HTTPS", False)
PROXIES = int(env("LINLI_PROXIES", "1" if HTTPS else "0"))  # how many proxies of ours stand before the server
LOG_ADDRESSES = flag("LINLI_LOG_ADDRESSES", False)  # lines of sign-ins also say from where
LIMITS = flag("LINLI_LIMITS", True)  # off only for measuring
BASE_URL = env("LINLI_BASE_URL") or (
    f"https://{HOSTS[0]}" if HOSTS and HTTPS else f"http://127.0.0.1:{env('PORT', '8000')}"
)
CSRF_TRUSTED_ORIGINS = [f"https://{h}" for h in HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "linli.journeys",
    "linli.site",
    "linli.casework",
    "linli.intake",
    "linli.elections",
    "linli.deliberation",
    "linli.publication",
    "linli.surveys",
    "linli.budgets",
    "linli.ballots",
    "linli.meetings",
    "linli.funds",
    "linli.paperwork",
    "linli.team",
    "linli.records",
    "linli.notices",
    "linli.facts",
    "linli.people",
    "linli.places",
    "linli.look",
    "linli.base",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "lucide",
    "js_lib_leaflet",
]

MIDDLEWARE = [
    "linli.base.middleware.health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "linli.base.middleware.log_requests",
    "csp.middleware.CSPMiddleware",
    "linli.base.middleware.refuse_oversized_bodies",
    "linli.base.middleware.take_out_unwritable",
    "linli.base.middleware.keep_private",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "linli.base.middleware.read_rules_once",
    "linli.people.middleware.who_acts",
    "linli.look.middleware.SpeakRefusals",
]

ROOT_URLCONF = "linli.config.urls"
WSGI_APPLICATION = "linli.config.wsgi.application"
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["linli.people.sign_in.AccountBackend"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "linli.look.context.page",
            ],
            "builtins": ["linli.look.templatetags.linli"],
        },
    }
]
FORM_RENDERER = "linli.look.forms.Renderer"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "linli_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("LINLI_STATIC") or DATA / "static")
MEDIA_ROOT = DATA / "uploads"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = TESTING or DEBUG
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 12

# Ten hours: a working day at the desk; closing the browser ends it, and so does an hour without a step for who sees others' data.
SESSION_COOKIE_AGE = 10 * 3600
IDLE_MINUTES = int(env("LINLI_IDLE_MINUTES", "60"))
# With HTTPS the browser itself sees to it that no neighbouring host or plain connection sets these (RFC 6265bis).
_HOST = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = (
    (f"{_HOST}linli_session", f"{_HOST}linli_csrf") if HTTPS else ("sessionid", "csrftoken")
)
DEVICE_COOKIE_NAME = f"{_HOST}linli_device"
CSRF_FAILURE_VIEW = "linli.people.views.expired.token_missing"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
IMAGES = [SELF, "data:", "blob:"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": IMAGES,
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "linli.people.passwords.HardToGuess"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher" if TESTING else "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

# PDFs and pictures made already. Nothing that must be the same in every process: limits are counted in the database.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 50_000}},
}

EMAIL_BACKEND = "linli.notices.smtp.Backend" if env("LINLI_SMTP_HOST") else "linli.notices.mailbox.FolderBackend"
EMAIL_HOST = env("LINLI_SMTP_HOST")
EMAIL_PORT = int(env("LINLI_SMTP_PORT", "587"))
EMAIL_HOST_USER = env("LINLI_SMTP_USER")
EMAIL_HOST_PASSWORD = env("LINLI_SMTP_PASSWORD")
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("LINLI_EMAIL_FROM", "linli@localhost")

WEBHOOK_HOSTS = env("LINLI_WEBHOOK_HOSTS").split()

# A map under the points is the operator's choice: an approved tile service, its datum and its approval number (审图号).
# Without one, maps show the boundary, the buildings and the requests on plain paper, and nothing is asked of any host.
SECURITY_CONTACT = env("LINLI_SECURITY_CONTACT")  # mailto: or https:, for /.well-known/security.txt
SOURCE = env("LINLI_SOURCE")  # where the source of this very installation lies: the licence asks to say so
MAP_TILES = env("LINLI_MAP_TILES")
MAP_DATUM = env("LINLI_MAP_DATUM", "WGS84")
MAP_APPROVAL = env("LINLI_MAP_APPROVAL")
if MAP_TILES:
    _tiles = urlsplit(MAP_TILES)
    IMAGES.append(f"{_tiles.scheme}://{_tiles.netloc.replace('{s}', '*')}")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "linli.base.logs.Line"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["out"], "level": env("LINLI_LOG", "INFO")},
    "loggers": {
        "django.server": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},  # it logs whole addresses, and a robot's address is the key to its group
        "httpcore": {"level": "WARNING"},
        "asyncio": {"level": "WARNING"},
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"] if not HTTPS else []

# Signing in: allauth keeps sessions and second factors; accounts are opened by our own action.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/welcome/"
ACCOUNT_ADAPTER = "linli.people.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
PASSWORD_RESET_TIMEOUT = 3600
# How often is counted in the database by people/attempts.py and people/accounts_urls.py, not by allauth in a process's memory.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES  # for what asks allauth itself; our adapter answers from base/callers.py
MFA_KEY = env("LINLI_MFA_KEY") or kept_key("mfa")
MFA_ADAPTER = "linli.people.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
