"""Django's settings, composed from linli's own (`linli.project.config`)."""

from urllib.parse import urlsplit

from linli.platform.database import roles
from linli.project import content_policy, mail
from linli.project.config import ROOT, load
from linli.project.database import connection_settings
from linli.project.logs import logging_settings

CONFIG = load()

SECRET_KEY = CONFIG.keys.get("django")
DEBUG = CONFIG.debug
SITE_NAME = CONFIG.site_name
SITE_URL = CONFIG.site_url or f"http://{CONFIG.host}:{CONFIG.port}"
ALLOWED_HOSTS = [*CONFIG.allowed_hosts, urlsplit(SITE_URL).hostname or ""]
DEMONSTRATION = CONFIG.demonstration
SECOND_FACTOR = CONFIG.second_factor
HOME = CONFIG.home
FIELD_KEY = CONFIG.keys.get("fields")  # encrypts personal fields
RETIRED_FIELD_KEYS = [CONFIG.keys.get(name) for name in CONFIG.retired_field_keys]
INDEX_KEY = CONFIG.keys.get("index")  # blind indexes over them
CALL_NUMBER = CONFIG.call_number
SMS_SENDER = CONFIG.sms_sender
REPORT_KEY = CONFIG.keys.get("reports")  # providers sign delivery reports with it
CALLS_ALLOWED_TO = CONFIG.calls_allowed_to
AUDIT_SYSLOG = CONFIG.audit_syslog
MAIL_IS_SET = bool(CONFIG.mail_url)
globals().update(mail.settings_of(CONFIG.mail_url))

DOMAINS: list[str] = [
    "linli.domains.cases",
    "linli.domains.mediation",
    "linli.domains.council",
    "linli.domains.meetings",
    "linli.domains.duties",
    "linli.domains.plan",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "procrastinate.contrib.django",
    "linli.platform.database",
    "linli.platform.ui",
    "linli.platform.accounts",
    "allauth",  # after accounts, whose templates stand before allauth's own
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "linli.platform.access",
    "linli.platform.audit",
    "linli.platform.jobs",
    "linli.platform.calendar",
    "linli.platform.files",
    "linli.platform.notices",
    "linli.platform.webhooks",
    "linli.platform.search",
    "linli.platform.imports",
    "linli.platform.exports",
    "linli.platform.api",
    "linli.platform.field",
    "linli.platform.agenda",
    "linli.core.divisions",
    "linli.core.places",
    "linli.core.people",
    *DOMAINS,
]

DATABASES = {
    "default": connection_settings(CONFIG, roles.APP, pool=True),
    "owner": connection_settings(CONFIG, roles.OWNER, pool=False) | {"ATOMIC_REQUESTS": False},
}
DATABASE_ROUTERS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.Account"

MIDDLEWARE = [
    "linli.project.logs.RequestIdMiddleware",
    "linli.platform.database.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "linli.project.content_policy.ContentPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "linli.platform.accounts.middleware.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "linli.platform.api.middleware.ProblemMiddleware",
    "linli.platform.api.intake.IntakeMiddleware",
    "linli.platform.accounts.middleware.ActorMiddleware",
    "linli.platform.api.middleware.KeyMiddleware",
    "linli.platform.ui.device.SharedDeviceMiddleware",
    "linli.platform.ui.middleware.RefusalMiddleware",
]
ROOT_URLCONF = "linli.project.urls"
WSGI_APPLICATION = "linli.project.wsgi.application"
FORM_RENDERER = "linli.platform.ui.controls.Controls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "linli.platform.ui.context.page",
            ],
        },
    }
]

LANGUAGE_CODE = CONFIG.language
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [ROOT / "linli" / "locale"]
USE_TZ = True
TIME_ZONE = CONFIG.time_zone
STATIC_URL = "static/"
STATIC_ROOT = CONFIG.home / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "linli.platform.ui.assets.PackageFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "linli.platform.ui.assets.AssetStorage"},
}
WHITENOISE_USE_FINDERS = True  # serves files that nobody has collected yet
NODE_MODULES = ROOT / "node_modules"
MAP_TILES = CONFIG.map_tiles
MAP_CREDIT = CONFIG.map_credit
CONTENT_SECURITY_POLICY = {"DIRECTIVES": content_policy.directives(CONFIG.map_tiles)}
CSRF_FAILURE_VIEW = "linli.platform.ui.refusals.csrf_failure"

MESSAGE_TAGS = {10: "neutral", 20: "info", 25: "good", 30: "warn", 40: "bad"}  # tones of ui

PASSWORD_HASHERS = ["linli.platform.accounts.passwords.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "linli.platform.accounts.passwords.StrongEnough"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["linli.platform.accounts.backends.AccountBackend"]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "linli.platform.accounts.sessions"
SESSION_COOKIE_AGE = 30 * 60  # seconds; accounts.rules.IDLE says it for each kind of account
ALLAUTH_TRUSTED_PROXY_COUNT = int(CONFIG.behind_https)
ACCOUNT_ADAPTER = "linli.platform.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # accounts.guard counts, in PostgreSQL
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "linli.platform.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds that a phone's clock may be off
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not CONFIG.behind_https
MFA_FORMS = {
    "authenticate": "linli.platform.accounts.forms.AuthenticateForm",
    "reauthenticate": "linli.platform.accounts.forms.ReauthenticateForm",
    "activate_totp": "linli.platform.accounts.forms.TotpForm",
    "add_webauthn": "linli.platform.accounts.forms.AddKeyForm",
    "authenticate_webauthn": "linli.platform.accounts.forms.KeyForm",
    "reauthenticate_webauthn": "linli.platform.accounts.forms.KeyAgainForm",
}
SOCIALACCOUNT_ADAPTER = "linli.platform.accounts.adapters.ProviderAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [provider.as_app() for provider in CONFIG.sign_in_providers],
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = CONFIG.behind_https
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [CONFIG.site_url] if CONFIG.site_url else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIG.behind_https else None
SECURE_SSL_REDIRECT = CONFIG.behind_https
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if CONFIG.behind_https else 0
SECURE_REFERRER_POLICY = "same-origin"  # addresses of cases stay in the house
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # what stands under other names of the deployer's domain ...
    "security.W021",  # ... isn't ours to promise
    "security.W009",  # our key has 256 random bits, in 43 letters
]
LOGGING = logging_settings(debug=CONFIG.debug)
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
