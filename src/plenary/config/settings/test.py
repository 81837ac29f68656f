"""The test suite: a home folder of its own for each of its processes, quick hashes, jobs run at once."""

import atexit
import os
import shutil
import tempfile

if "PYTEST_XDIST_WORKER" in os.environ:  # one process's cleaning up would delete another's files
    os.environ.pop("PLENARY_HOME", None)
if "PLENARY_HOME" not in os.environ:
    os.environ["PLENARY_HOME"] = tempfile.mkdtemp(prefix="plenary-test-")
    atexit.register(shutil.rmtree, os.environ["PLENARY_HOME"], ignore_errors=True)

from plenary.config.settings.base import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
LANGUAGE_CODE = "en"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
READERS_EVERY = 0  # no thread: a test adds what was counted itself
