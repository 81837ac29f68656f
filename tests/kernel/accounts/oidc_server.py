"""A real OpenID Connect provider in a process of its own: django-oauth-toolkit on loopback.

``python oidc_server.py FOLDER`` serves it and writes its port into ``FOLDER/port``. Who is signed in
there is chosen at ``/as/NAME/``; what it tells of people stands in ``FOLDER/people.json``.
"""

import json
import sys
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.http import HttpResponse

FOLDER = Path(sys.argv[1])
CLIENT, SECRET = "plenary", "a secret of the client"
SCOPES = {"openid": "", "email": "", "profile": ""}


def key():
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


settings.configure(
    SECRET_KEY="of the test's provider",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "provider.db"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    SESSION_COOKIE_NAME="provider_session",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "oauth2_provider",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    OAUTH2_PROVIDER={
        "OIDC_ENABLED": True,
        "OIDC_RP_INITIATED_LOGOUT_ENABLED": True,
        "OIDC_RP_INITIATED_LOGOUT_ALWAYS_PROMPT": False,
        "OIDC_RSA_PRIVATE_KEY": key(),
        "PKCE_REQUIRED": True,
        "SCOPES": SCOPES,
        "ALLOWED_REDIRECT_URI_SCHEMES": ["http"],
        "OAUTH2_VALIDATOR_CLASS": f"{__name__}.Validator",
    },
)
django.setup()

from django.contrib.auth import login  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.urls import include, path  # noqa: E402
from oauth2_provider.models import Application  # noqa: E402
from oauth2_provider.oauth2_validators import OAuth2Validator  # noqa: E402


class Validator(OAuth2Validator):
    """Tells of people what the test wrote down."""

    oidc_claim_scope = None

    def get_additional_claims(self, request):
        people = json.loads((FOLDER / "people.json").read_text(encoding="utf-8"))
        return people[request.user.username]


def become(request, name):
    login(
        request,
        User.objects.get_or_create(username=name)[0],
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return HttpResponse("ok")


urlpatterns = [
    path("as/<str:name>/", become),
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
]


class Quiet(WSGIRequestHandler):
    def log_message(self, *_said):
        """Say nothing."""


def main():
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 - after the settings

    sys.modules.setdefault("oidc_server", sys.modules[__name__])
    call_command("migrate", verbosity=0)
    Application.objects.create(
        client_id=CLIENT,
        client_secret=SECRET,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        redirect_uris="http://127.0.0.1:8000/accounts/sign-in/service/back/",
        post_logout_redirect_uris="http://127.0.0.1:8000/accounts/sign-in/",
        skip_authorization=True,
        algorithm=Application.RS256_ALGORITHM,
    )
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
    (FOLDER / "port.new").write_text(str(server.server_port), encoding="ascii")
    (FOLDER / "port.new").rename(FOLDER / "port")
    server.serve_forever()


if __name__ == "__main__":
    main()
