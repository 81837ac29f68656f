"""What governance hears of: a post has a new holder, who takes its duties over."""

from plenary.contexts.governance.services import hand_posts_over
from plenary.kernel.people.events import HolderChanged
from plenary.shared.events import subscribe


def draw_up_the_sheet(event: HolderChanged) -> None:
    """Draw up the successor's sheet; the nightly job does so again should this fail."""
    if event.person_id is not None:
        hand_posts_over(event.post_id)


def listen() -> None:
    """Subscribe, when the app starts."""
    subscribe(HolderChanged, draw_up_the_sheet)
