"""Reminders for very many: drafted by the ladder and sent, each person in one mail, in one day's job."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import cluster
import markdown

GOAL = 300
NAME = "plenary_bench_reminders"
A_UNIT = 10
"""Accounts of each unit; each of them is reminded of the unit's part."""


def main(argv: list[str]) -> int:
    """Measure on PostgreSQL in a process of its own and print a table in Markdown."""
    parser = argparse.ArgumentParser(prog="bench.py reminders")
    parser.add_argument("--people", type=int, default=50_000, help="reminded (%(default)s)")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.here:
        _here(options.people)
        return 0
    with cluster.server() as url, tempfile.TemporaryDirectory(prefix="plenary-bench-") as home:
        cluster.drop(url, NAME)
        address, _is_new = cluster.create(url, NAME)
        environment = {
            **os.environ,
            "DATABASE_URL": address,
            "PLENARY_HOME": home,
            "DJANGO_SETTINGS_MODULE": "plenary.config.settings.production",
        }
        command = [sys.executable, str(Path(__file__).with_name("bench.py")), "reminders"]
        command += ["--here", "--people", str(options.people)]
        try:
            done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
        finally:
            cluster.drop(url, NAME)
    found = json.loads(done.stdout.splitlines()[-1])
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"\nReminders for {options.people:,} people; load of the machine {load}.\n")
    rows = [(step, *found[step]) for step in ("drafted", "sent")]
    print(markdown.table(("step", "of", "seconds", "processor s", "PostgreSQL s"), rows))
    spent = sum(found[step][1] for step in ("drafted", "sent"))
    print(f"\nMails in the outbox: {found['mails']:,}.", end=" ")
    print(f"Goal {GOAL} s: {spent:.0f} s, {'met' if spent < GOAL else 'missed'}.")
    return 0


def _here(people: int) -> None:
    import django

    django.setup()
    from figures import timed

    from plenary.config import preparation
    from plenary.contexts.governance import services
    from plenary.kernel.notifications.models import Mail
    from plenary.shared.actor import SYSTEM

    preparation.prepare()
    _fill(people)
    address = os.environ["DATABASE_URL"]
    day = _working_day()
    found = {
        "drafted": timed(lambda: services.draft_notices(on=day), address),
        "sent": timed(lambda: services.send_notices(actor=SYSTEM), address),
        "mails": Mail.objects.count(),
    }
    print(json.dumps(found))


def _working_day() -> dt.date:
    from plenary.kernel.calendar import selectors as calendar
    from plenary.shared import clock

    today = clock.today()
    return today if calendar.is_working_day(today) else calendar.next_working_day(today)


def _fill(people: int) -> None:
    """Write units with their accounts, each leading one task that a step of the ladder speaks of today."""
    from django.db import connection
    from filling import Shape, fill

    from plenary.contexts.governance.models import Duty, Task
    from plenary.contexts.governance.selectors.ladder import dates_spoken_of, rungs
    from plenary.kernel.accounts.models import Grant, User
    from plenary.kernel.organisations.models import Organisation

    units = people // A_UNIT
    fill(Shape(units, units=units, entries=1))
    every = list(
        Organisation.objects.filter(kind="unit").order_by("pk").values_list("pk", flat=True)
    )
    more = [
        User(
            email=f"unit{unit}-{n}@example.org",
            name=f"Unit {unit}, {n}",
            access={"roles": ["unit"], "unit_ids": [unit], "post_ids": []},
        )
        for unit in every
        for n in range(1, A_UNIT)
    ]
    made = User.objects.bulk_create(more, batch_size=5000)
    grants = (Grant(user=user, role="unit", unit_id=user.access["unit_ids"][0]) for user in made)
    Grant.objects.bulk_create(grants, batch_size=5000)
    step = (
        rungs()
        .filter(matter="due", is_active=True, audience="unit", days__lt=0)
        .order_by("-days")[0]
    )
    spoken = dates_spoken_of(_working_day(), step.days)
    assert spoken is not None
    Task.objects.update(state="open", due_on=spoken[0], first_due_on=spoken[0])
    Duty.objects.exclude(role="lead").delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE governance_duty SET unit_id = %s + (task_id %% %s)", [every[0], len(every)]
        )
        cursor.execute(
            "UPDATE governance_task SET lead_unit_id = %s + (id %% %s)", [every[0], len(every)]
        )
        cursor.execute("ANALYZE")
