"""Counts the queries of each path: a JSON object from names to paths, answered with numbers."""

import json
import sys

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

client = Client(headers={"host": "127.0.0.1"})
counted = {}
for name, path in json.loads(sys.argv[1]).items():
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        if client.get(path).status_code != 200:  # noqa: PLR2004
            raise SystemExit(f"{path} did not answer")
    counted[name] = len(found)
sys.stdout.write(f"{json.dumps(counted)}\n")
