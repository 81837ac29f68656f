"""What is asked of the server, and the figures of each."""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

import asking
import figures
import words
from asking import Answers, Ask
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from figures import WARMING, Row

from plenary.contexts.governance.models import Directive, Task, TaskList, Theme
from plenary.kernel.accounts.models import ApiToken, User
from plenary.kernel.accounts.services import make_token
from plenary.kernel.accounts.sessions import SessionStore
from plenary.kernel.organisations.models import Organisation

EXPORTED = 10_000
TIMES = 3
"""How often what takes long is done, by one client; the median counts."""
PROGRAMS = 20
"""Each with a token of its own, so that none is told to wait."""


@dataclass
class Bench:
    """A running server with its filled database."""

    port: int
    server: int
    seconds: float
    clients: list[int]
    only: tuple[str, ...] = ()

    def rows(self) -> list[Row]:
        """Measure everything that was asked for."""
        self._draw = random.Random(1)
        self._sign_in()
        rows = []
        for name, ask in self._pages():
            if not self.only or name.startswith(self.only):
                rows += [self._row(name, ask, clients) for clients in self.clients]
        for name, ask in self._long():
            if not self.only or name.startswith(self.only):
                rows.append(self._row(name, ask, 1, times=TIMES))
        if not self.only or "draft".startswith(self.only):
            rows += self._reports()
        return rows

    def jobs(self) -> list[tuple[str, int, float, float, float]]:
        """Do the night's work over everything: what, how many, and the seconds it took on each side."""
        from plenary.contexts.governance.selectors import coverage
        from plenary.contexts.governance.services import keep_light_counts, recompute_open_lights
        from plenary.shared.actor import SYSTEM

        work: dict[str, Callable[[], int]] = {
            "lights of all work under way": recompute_open_lights,
            "lights again, nothing changed": recompute_open_lights,
            "lights counted": keep_light_counts,
            "coverage, all questions": lambda: len(coverage.counts(SYSTEM)),
        }
        return [
            (name, *figures.timed(todo, self._served.database))
            for name, todo in work.items()
            if not self.only or name.startswith(self.only)
        ]

    def _sign_in(self) -> None:
        """Write session rows, as signing in does, for the office and for units that lead much."""
        self.office = _session(User.objects.get(email="office@example.org"))
        self.units = list(
            Organisation.objects.filter(kind="unit").order_by("order").values_list("pk", flat=True)
        )
        self.tasks = self.directives = Directive.objects.count()
        leads = self.units[:20]
        self.sessions = {
            unit: _session(User.objects.get(email=f"unit{unit}@example.org")) for unit in leads
        }
        office = User.objects.get(email="office@example.org").actor
        ApiToken.objects.filter(user_id=office.user_id).delete()
        wanted = {"actor": office, "name": "bench", "wanted": ["tasks:read"], "days": 30}
        self.tokens = [make_token(**wanted)[1] for _program in range(PROGRAMS)]
        owed = Task.objects.filter(state="open", lead_unit_id__in=leads)
        self.owed = list(owed.values_list("pk", "lead_unit_id")[:20_000])
        self._draw.shuffle(self.owed)
        self._next = iter(self.owed)
        self.themes = list(Theme.objects.values_list("pk", flat=True))

    def _pages(self) -> Iterator[tuple[str, Callable[[], Ask]]]:
        yield "list of 100", self._list
        yield "unit's list", self._units_list
        yield "API list of 100", self._api_list
        yield "task page", self._task
        yield "search 服务", lambda: self._search("服务")
        yield "search services", lambda: self._search("services")
        yield "search item and beginning of its number", self._search_beginning
        yield "search 海豚 第N项", self._search_mixed
        yield 'search "item N"', self._search_number
        yield "coverage", lambda: Ask("/coverage/", self.office)
        yield "create a task", self._create
        yield "report progress", self._progress

    def _list(self) -> Ask:
        unit = self._draw.choice(self.units[:3])
        return Ask(f"/tasks/?unit={unit}&light=green&sort=due", self.office)

    def _units_list(self) -> Ask:
        return Ask("/tasks/?sort=due", self.sessions[self._draw.choice(self.units[10:20])])

    def _api_list(self) -> Ask:
        unit = self._draw.choice(self.units[:3])
        path = f"/api/v1/tasks?unit={unit}&light=green"
        return Ask(path, "", token=self._draw.choice(self.tokens))

    def _task(self) -> Ask:
        return Ask(f"/tasks/{self._draw.randint(1, self.tasks)}/", self.office)

    def _search(self, word: str) -> Ask:
        return Ask(f"/search/?q={quote(word)}", self.office)

    def _search_number(self) -> Ask:
        """Look for one item as it is written: a task and its directive are found, however many there are."""
        return self._search(f'"item {self._draw.randint(1000, 9999)}"')

    def _search_beginning(self) -> Ask:
        """Look for items by how their number begins: 111 tasks and their directives, however many there are."""
        digits = len(str(self.tasks)) - 3
        return self._search(f"item {self._draw.randint(10 ** (digits - 1), 10**digits - 1)}")

    def _search_mixed(self) -> Ask:
        """Look for the rare word and its number as Chinese writes it, between characters that all records hold.

        One task and its directive are found at every size.
        """
        number = words.RARE_EVERY * self._draw.randint(1, 3) + 1
        return self._search(f"{words.RARE[0]} 第{number}项")

    def _create(self) -> Ask:
        directive = self._draw.randint(1, self.directives)
        zh, en = words.title(self._draw, directive)
        form = {
            "title_zh": zh,
            "title_en": en,
            "theme": self._draw.choice(self.themes),
            "lead_unit": self._draw.choice(self.units),
            "due_on": timezone.localdate() + dt.timedelta(days=90),
        }
        return Ask(f"/tasks/new/directive/{directive}/", self.office, form, expected=302)

    def _progress(self) -> Ask:
        task, unit = next(self._next)
        done_zh, done_en, next_zh, next_en = words.entry(self._draw)
        form = {"done_zh": done_zh, "done_en": done_en, "next_zh": next_zh, "next_en": next_en}
        return Ask(f"/tasks/{task}/progress/{unit}/", self.sessions[unit], form, expected=302)

    def _long(self) -> Iterator[tuple[str, Callable[[], Ask]]]:
        dues = Task.objects.order_by("due_on").values_list("due_on", flat=True)
        until = dues[min(EXPORTED, Task.objects.count()) - 1]
        count = Task.objects.filter(due_on__lte=until).count()
        for form in ("xlsx", "csv"):
            path = f"/tasks.{form}?due_to={until}"
            yield f"{count:,} tasks as .{form}", lambda path=path: Ask(path, self.office)

    def _row(
        self, name: str, ask: Callable[[], Ask], clients: int, *, times: int | None = None
    ) -> Row:
        warming = WARMING if times is None else 0.0
        asking.run(self.port, ask, clients=clients, seconds=warming)
        queries = _queries(ask())
        before = figures.spent(self._served)
        if times is None:
            found = asking.run(self.port, ask, clients=clients, seconds=self.seconds)
        else:
            found = asking.run(self.port, ask, clients=1, seconds=120, most=times)
        after = figures.spent(self._served)
        return figures.row(name, clients, found, before, after, queries=queries)

    @property
    def _served(self) -> figures.Served:
        return figures.Served(self.port, self.server, os.environ["DATABASE_URL"])

    def _reports(self) -> Iterator[Row]:
        """Draft the report of the whole list: by the service, and through the page."""
        if importlib.util.find_spec("plenary.contexts.governance.services.report_drafting") is None:
            print("reports are not in this tree: not measured", file=sys.stderr)
            return
        from plenary.contexts.governance.models import Report
        from plenary.contexts.governance.report_periods import report_periods
        from plenary.contexts.governance.services import report_drafting

        kept = TaskList.objects.get(name_en="Key tasks")
        keys = [one.key for one in report_periods(kept.starts_on, kept.ends_on)]
        Report.objects.filter(task_list=kept, state="draft").delete()
        actor = User.objects.get(email="office@example.org").actor
        found = Answers()
        start = time.process_time()
        for key in keys[:TIMES]:
            begun = time.perf_counter()
            with CaptureQueriesContext(connection) as queries:
                report_drafting.draft_report(actor=actor, list_id=kept.pk, period_key=key)
            found.seconds.append(time.perf_counter() - begun)
        spent = time.process_time() - start
        found.elapsed = sum(found.seconds)
        found.sizes = [0]
        yield figures.row(
            "draft a report of 150 tasks (service)",
            1,
            found,
            (0.0, 0.0),
            (spent, 0.0),
            queries=len(queries),
        )
        waiting = iter(keys[TIMES : 2 * TIMES + 1])

        def ask() -> Ask:
            form = {"period": f"{kept.pk}:{next(waiting)}"}
            return Ask("/reports/new/", self.office, form, expected=302)

        yield self._row("draft a report of 150 tasks (page)", ask, 1, times=TIMES)


def _session(user: User) -> str:
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store["second_factor_is_set"] = True
    store.save()
    return str(store.session_key)


def _queries(asked: Ask) -> int:
    """Count the queries of one request in this process."""
    client = Client(headers={"host": "127.0.0.1"})
    if asked.token:
        client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {asked.token}"
    client.cookies["sessionid"] = asked.session
    client.cookies["csrftoken"] = asking.TOKEN
    with CaptureQueriesContext(connection) as found:
        if asked.form is None:
            answer = client.get(asked.path)
        else:
            answer = client.post(asked.path, asked.form)
        if getattr(answer, "streaming", False):
            answer.getvalue()
    if answer.status_code != asked.expected:
        raise SystemExit(f"{asked.path} answered {answer.status_code}")
    return len(found)
