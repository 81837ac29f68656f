"""A storage and a home of the test's own."""

import pytest


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """Keep files and heads apart from other tests'."""
    settings.HOME = tmp_path / "home"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": settings.HOME / "files"},
        },
    }
    return settings.HOME
