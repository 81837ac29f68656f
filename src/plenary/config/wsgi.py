"""The entrance for WSGI servers."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenary.config.settings.production")
django_application = get_wsgi_application()

from plenary.contexts.communications.views.kept import keeping  # noqa: E402 - needs Django set up

application = keeping(django_application)

# What is loaded by now stays for good: looking through it again and again for what could be freed
# took a tenth of a page's time.
gc.freeze()
gc.set_threshold(20_000, 20, 20)
