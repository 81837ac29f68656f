"""The entrance for ASGI servers."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenary.config.settings.production")
application = get_asgi_application()
