"""The audit log is sealed each hour; the head of its chain is exported, and the log checked, each day."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from plenary.kernel.audit import reading, sealing, verifying, viewing
from plenary.kernel.jobs import schedule
from plenary.kernel.jobs.declaring import job


@job(_("The audit log's new rows sealed"), tries=5)
def seal_audit() -> int:
    """Seal the rows that were written since the last seal."""
    return sealing.seal_rows()


@job(_("The head of the audit log written out"), tries=5)
def export_audit_head() -> str:
    """Write the head of the chain into the day's file."""
    sealing.seal_rows()
    path = sealing.export_head()
    return path.name if path else ""


@job(_("The audit log checked against its seals"), tries=3)
def verify_audit() -> int:
    """Check the whole log, write down what was found, and give the number of findings."""
    verdict = verifying.verify()
    reading.note_verdict(verdict=verdict)
    return len(verdict.findings)


@job(_("Old looks at restricted records forgotten"), tries=5)
def forget_viewings() -> int:
    """Forget who looked at what longer ago than it is kept."""
    return viewing.forget_viewings()


def put_on_schedule() -> None:
    """Each hour, and each day after midnight; the whole log is checked each night."""
    schedule.every(seal_audit, seconds=3600)
    schedule.daily(export_audit_head, at=dt.time(0, 30))
    schedule.daily(forget_viewings, at=dt.time(2, 30))
    schedule.daily(verify_audit, at=dt.time(1, 30))
