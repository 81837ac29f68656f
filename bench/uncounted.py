"""The settings of production with a cache that keeps nothing, so that no rate limit stops a measurement."""

from plenary.config.settings.production import *  # noqa: F403

CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
