"""What the portal does by itself: publishes what was approved for an hour that has come."""

from plenary.contexts.communications.services import publishing
from plenary.kernel.jobs import schedule
from plenary.kernel.jobs.declaring import job

EVERY_SECONDS = 30


@job(tries=5)
def publish_due() -> int:
    """Publish what is due and give how many languages; doing it twice is as doing it once."""
    return publishing.publish_due()


def put_on_schedule() -> None:
    """Look twice a minute."""
    schedule.every(publish_due, seconds=EVERY_SECONDS)
