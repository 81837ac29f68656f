"""What governance hears of: a post has a new holder, who takes its duties over; a seat ends; a mail does not go out."""

from plenary.contexts.governance import jobs
from plenary.contexts.governance.models import Meeting
from plenary.contexts.governance.services import hand_posts_over
from plenary.contexts.governance.services.convening import note_given_up, note_taken_at_last
from plenary.kernel.notifications.events import MailGivenUp, MailTakenAtLast
from plenary.kernel.organisations.events import SeatChanged
from plenary.kernel.people.events import HolderChanged
from plenary.shared.events import subscribe


def draw_up_the_sheet(event: HolderChanged) -> None:
    """Draw up the successor's sheet; the nightly job does so again should this fail."""
    if event.person_id is not None:
        hand_posts_over(event.post_id)


def follow_the_seats(event: SeatChanged) -> None:
    """Let a body's meetings be found by whoever sits in it, in the background; ends still to come are a nightly job's."""
    if Meeting.objects.filter(body=event.body_id).exists():
        jobs.share_with_members.enqueue(event.body_id)


def show_at_the_invitation(event: MailGivenUp) -> None:
    """Say at the invitation that its mail does not go out; the outbox says so too."""
    note_given_up(message_id=event.message_id, why=event.why)


def clear_at_the_invitation(event: MailTakenAtLast) -> None:
    """Take back what was said at the invitation."""
    note_taken_at_last(message_id=event.message_id)


def listen() -> None:
    """Subscribe, when the app starts."""
    subscribe(HolderChanged, draw_up_the_sheet)
    subscribe(SeatChanged, follow_the_seats)
    subscribe(MailGivenUp, show_at_the_invitation)
    subscribe(MailTakenAtLast, clear_at_the_invitation)
