"""What every installation shares."""

import datetime as dt
import hashlib
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from plenary.config.environment import WEEKDAYS, environment

ENV = environment()
SOURCE = Path(__file__).resolve().parents[2]
HOME = ENV.home.resolve()

DEBUG = False
DEMO = ENV.demo
DEMO_DAY = dt.date(2025, 7, 15) if DEMO else None
DEMO_SHIFT = ENV.demo_shift()
PROFILE = ENV.profile
ORIGIN = ENV.origin.rstrip("/")
CONTACT = ENV.contact
SITE_NAMES = ENV.site_names()
SITE_LICENCE = ENV.site_licence
SECRET_KEY = ENV.key("secret")
AUDIT_KEY = ENV.key("audit")
ALLOWED_HOSTS = [host.strip() for host in ENV.hosts.split(",") if host.strip()]
TRUSTED_PROXIES = ENV.trusted_proxies

KERNEL = [
    "plenary.kernel.webhooks",
    "plenary.kernel.accounts",
    "plenary.kernel.notifications",
    "plenary.kernel.search",
    "plenary.kernel.measures",
    "plenary.kernel.documents",
    "plenary.kernel.people",
    "plenary.kernel.places",
    "plenary.kernel.organisations",
    "plenary.kernel.text",
    "plenary.kernel.calendar",
    "plenary.kernel.audit",
    "plenary.kernel.jobs",
]
CONTEXTS = [
    "plenary.contexts.communications",
    "plenary.contexts.governance",
    "plenary.contexts.language",
]
INSTALLED_APPS = [
    "plenary.workspace",
    *CONTEXTS,
    *KERNEL,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "plenary.shared.web.middleware.PrivateMiddleware",
    "plenary.shared.web.waiting.WaitsMiddleware",
    "plenary.shared.web.middleware.SizeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "plenary.kernel.accounts.sessions.AccountMiddleware",
    "plenary.kernel.accounts.middleware.DeviceMiddleware",
    "plenary.kernel.accounts.middleware.ActorMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "plenary.kernel.accounts.middleware.SecondFactorMiddleware",
    "plenary.shared.web.middleware.PlainTextMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "plenary.kernel.text.middleware.RemarksMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "plenary.shared.web.middleware.RefusalMiddleware",
]
ROOT_URLCONF = "plenary.config.urls"
WSGI_APPLICATION = "plenary.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "plenary.shared.web.templates.Templates",
        "NAME": "jinja2",
        "DIRS": [SOURCE / "shared" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "plenary.shared.web.templates.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "plenary.shared.web.context.page",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

FORM_RENDERER = "django.forms.renderers.Jinja2"
"""Quicker than Django's own templates by far; a form has many small parts."""

DATABASES = {"default": ENV.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "plenary_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SESSION_ENGINE = "plenary.kernel.accounts.sessions"
SESSION_COOKIE_AGE = int(dt.timedelta(hours=12).total_seconds())
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENV.https
SESSION_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
CSRF_FAILURE_VIEW = "plenary.shared.web.answers.forged"
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "plenary.kernel.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "",  # counted per account and place by ours: accounts.services.tries
    "reset_password": "10/m/ip",
    "reset_password_from_key": "10/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
    "manage_email": "10/m/user",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "plenary.kernel.accounts.second_factor.CodeForm",
    "reauthenticate": "plenary.kernel.accounts.second_factor.CodeAgainForm",
    "add_webauthn": "plenary.kernel.accounts.second_factor.AddKeyForm",
    "edit_webauthn": "plenary.kernel.accounts.second_factor.KeyNameForm",
    "authenticate_webauthn": "plenary.kernel.accounts.second_factor.KeyForm",
    "login_webauthn": "plenary.kernel.accounts.second_factor.PasskeyForm",
    "reauthenticate_webauthn": "plenary.kernel.accounts.second_factor.KeyAgainForm",
}
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}  # an office may stand behind one address
MFA_TOTP_ISSUER = "Plenary"
MFA_TOTP_TOLERANCE = 1
"""Steps before and after: a code typed as it changes, a clock that is off (RFC 6238 5.2)."""
MFA_ADAPTER = "plenary.kernel.accounts.adapter.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
REQUIRE_SECOND_FACTOR = False

OIDC_ISSUER = ENV.oidc_issuer.rstrip("/")
OIDC_NAME = ENV.oidc_name
OIDC_PROVIDER = f"oidc-{hashlib.sha256(OIDC_ISSUER.encode()).hexdigest()[:16]}"
"""Links to accounts stand under the issuer: another one's subjects are other people."""
SOCIALACCOUNT_ADAPTER = "plenary.kernel.accounts.provider.ProviderAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": OIDC_PROVIDER,
                "name": OIDC_NAME,
                "client_id": ENV.oidc_client,
                "secret": ENV.oidc_secret,
                "settings": {"server_url": OIDC_ISSUER},
            }
        ],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
if not ENV.is_chinese:
    LANGUAGES.reverse()
LOCALE_PATHS = [SOURCE / "locale" / "practices" / PROFILE, SOURCE / "locale"]
"""A practice's own words go before those of the catalogue."""
LANGUAGE_COOKIE_NAME = "plenary_language"
TIME_ZONE = ENV.time_zone or ("Asia/Shanghai" if ENV.is_chinese else "UTC")
USE_TZ = True
CALENDAR = ENV.calendar or ("cn" if ENV.is_chinese else WEEKDAYS)

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [SOURCE / "shared" / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files", "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
UPLOAD_LIMIT = ENV.upload_megabytes * 1024 * 1024
PORTAL_CACHE = ENV.portal_cache_megabytes * 1024 * 1024
API_RATE = "1200/m"
"""How often one token may ask."""
READERS_EVERY = 10
"""Seconds after which each server process adds what it has counted of readers to the database."""
PARSERS_AT_ONCE = ENV.parsers
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "mail", "webhooks", "files"],
    }
}
MAIL_URL = ENV.mail_url
MAILBOX_URL = ENV.mailbox_url
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.mail_from
LOGGING_CONFIG = None
SILENCED_SYSTEM_CHECKS: list[str] = []
