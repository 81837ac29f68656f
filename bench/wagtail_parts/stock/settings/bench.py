"""Wagtail's settings for production, on the database that is measured on."""

import os

from psycopg.conninfo import conninfo_to_dict
from stock.settings.production import *  # noqa: F403

_AT = conninfo_to_dict(os.environ["DATABASE_URL"])
SECRET_KEY = "for a measurement alone"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["news", *INSTALLED_APPS]  # noqa: F405
ROOT_URLCONF = "news.urls"
TIME_ZONE = "Asia/Shanghai"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _AT["dbname"],
        "USER": _AT.get("user", ""),
        "PASSWORD": _AT.get("password", ""),
        "HOST": _AT.get("host", ""),
        "PORT": _AT.get("port", ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
}
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [("zh-hans", "Chinese"), ("en", "English")]
LANGUAGE_CODE = "en"
