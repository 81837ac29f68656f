"""The entrance for WSGI servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenary.config.settings.production")
application = get_wsgi_application()
