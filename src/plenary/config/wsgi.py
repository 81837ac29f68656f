"""The entrance for WSGI servers."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenary.config.settings.production")
application = get_wsgi_application()

# Once Django is set up: what is imported here has models.
from plenary.contexts.communications.views.kept import keeping  # noqa: E402

application = keeping(application)

# What is loaded by now stays for good: looking through it again and again for what could be freed
# took a tenth of a page's time.
gc.freeze()
gc.set_threshold(20_000, 20, 20)
