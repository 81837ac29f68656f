"""A public office's server, behind TLS."""

from plenary.config.settings.base import *  # noqa: F403

REQUIRE_SECOND_FACTOR = ENV.require_second_factor and not ENV.demo  # noqa: F405

if ENV.https:  # noqa: F405
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = False
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
