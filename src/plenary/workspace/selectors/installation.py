"""How this installation is set up, and whether the work in the background is done: for administrators."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Max
from django_tasks_db.models import DBTaskResult

from plenary import __version__
from plenary.contexts.governance import api as governance
from plenary.kernel.audit.selectors import SealState, seal_state
from plenary.kernel.calendar import selectors as calendar
from plenary.kernel.jobs.declaring import label_of
from plenary.kernel.jobs.models import ScheduledRun, Worker
from plenary.kernel.jobs.schedule import entries
from plenary.kernel.notifications.selectors import Stuck, outbox, stuck
from plenary.kernel.search.rebuilding import is_current
from plenary.shared import clock
from plenary.shared.actor import Actor

SILENT = dt.timedelta(seconds=60)
"""A worker that has not said for so long that it lives is taken for dead, as other workers take it."""
FEW = 1 << 30
"""Less free space than this, in bytes, is a warning."""
SHOWN = 20
AHEAD = dt.timedelta(days=31)
"""So long before a year begins its days off are missed: the notice of them comes out in November."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A job that was given up; of the fault its kind alone, for its words may name what was worked on."""

    label: Any
    at: dt.datetime | None
    starts: int
    fault: str


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A job of the schedule, when it is due next and when it was done last, as far as that is kept."""

    label: Any
    next_at: dt.datetime
    done_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Background:
    """The work in the background."""

    heard_at: dt.datetime | None
    is_alive: bool
    waiting: int
    running: int
    failed: int
    latest_failed: list[Failed]
    schedule: list[Scheduled]
    has_current_index: bool
    """Whether the search index is as this version wants it; else the worker makes it anew."""


@dataclass(frozen=True, slots=True)
class Installation:
    """What an administrator is asked about it, without any secret."""

    version: str
    practice_zh: str
    practice_en: str
    calendar: str
    unknown_year: int | None
    time_zone: str
    origin: str
    database: str
    has_mail_server: bool
    mailbox: governance.MailboxStanding | None
    unsent: int
    stuck: Stuck | None
    sign_in_service: str
    asks_second_factor: bool
    seal: SealState
    free: int
    size: int
    background: Background

    @property
    def is_nearly_full(self) -> bool:
        """Say whether the disk of the stored files has little room left."""
        return self.free < FEW


def installation(actor: Actor) -> Installation:
    """Give how it is set up and how it does, in a fixed number of queries."""
    profile, disk = governance.profile(), shutil.disk_usage(settings.HOME)
    return Installation(
        version=__version__,
        practice_zh=profile.name_zh,
        practice_en=profile.name_en,
        calendar=settings.CALENDAR,
        unknown_year=unknown_year(),
        time_zone=settings.TIME_ZONE,
        origin=settings.ORIGIN,
        database="PostgreSQL" if connection.vendor == "postgresql" else "SQLite",
        has_mail_server=bool(settings.MAIL_URL),
        mailbox=governance.mailbox_standing(),
        unsent=outbox(actor).count(),
        stuck=stuck(actor),
        sign_in_service=settings.OIDC_NAME if settings.OIDC_ISSUER else "",
        asks_second_factor=settings.REQUIRE_SECOND_FACTOR,
        seal=seal_state(),
        free=disk.free,
        size=disk.total,
        background=background(),
    )


def unknown_year() -> int | None:
    """Give this or the coming year where its days off should be loaded and are not."""
    today = clock.today()
    return calendar.unknown_year(today, today + AHEAD)


def background() -> Background:
    """Say whether a worker lives, what waits, what failed and what is due."""
    heard_at = Worker.objects.aggregate(heard=Max("seen_at"))["heard"]
    by_state = DBTaskResult.objects.order_by().values_list("status").annotate(count=Count("pk"))
    counts: dict[str, int] = dict(by_state)
    failed = DBTaskResult.objects.failed().order_by("-finished_at")[:SHOWN]
    return Background(
        heard_at=_by_our_clock(heard_at),
        is_alive=heard_at is not None and heard_at > clock.true_now() - SILENT,
        waiting=counts.get("READY", 0),
        running=counts.get("RUNNING", 0),
        failed=counts.get("FAILED", 0),
        latest_failed=[_failed(one) for one in failed],
        schedule=_schedule(),
        has_current_index=is_current(),
    )


def _failed(one: DBTaskResult[Any, Any]) -> Failed:
    fault = one.exception_class_path.rpartition(".")[2]
    return Failed(
        label_of(one.task_path), _by_our_clock(one.finished_at), len(one.worker_ids), fault
    )


def _schedule() -> list[Scheduled]:
    done = DBTaskResult.objects.successful().order_by().values_list("task_path")
    done_at = dict(done.annotate(at=Max("finished_at")))
    known = entries()
    return [
        Scheduled(label_of(run.entry), _by_ours(run.next_at), _by_our_clock(done_at.get(run.entry)))
        for run in ScheduledRun.objects.order_by("next_at", "entry")
        if run.entry in known
    ]


def _by_our_clock(at: dt.datetime | None) -> dt.datetime | None:
    return None if at is None else _by_ours(at)


def _by_ours(at: dt.datetime) -> dt.datetime:
    """Give a moment of the queue, which looks at the machine's clock, by the clock of the demo's day."""
    apart = (clock.now() - clock.true_now()).total_seconds()
    return at + dt.timedelta(seconds=round(apart))
