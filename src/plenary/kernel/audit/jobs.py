"""The audit log is sealed each hour, and the head of its chain exported each day."""

import datetime as dt

from plenary.kernel.audit import sealing
from plenary.kernel.jobs import schedule
from plenary.kernel.jobs.declaring import job


@job(tries=5)
def seal_audit() -> int:
    """Seal the rows that were written since the last seal."""
    return sealing.seal_rows()


@job(tries=5)
def export_audit_head() -> str:
    """Write the head of the chain into the day's file."""
    sealing.seal_rows()
    path = sealing.export_head()
    return path.name if path else ""


def put_on_schedule() -> None:
    """Each hour, and each day after midnight."""
    schedule.every(seal_audit, seconds=3600)
    schedule.daily(export_audit_head, at=dt.time(0, 30))
