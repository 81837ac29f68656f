"""What communications hears of itself: a language of a page is public, and its title wants a picture."""

from plenary.contexts.communications import jobs
from plenary.contexts.communications.events import PagePublished
from plenary.contexts.communications.selectors import images
from plenary.shared.events import subscribe


def draw_the_title(event: PagePublished) -> None:
    """Let the title be drawn in the background; the hourly job does so should this be lost."""
    found = images.undrawn().filter(page=event.page_id, lang=event.lang)
    for pk in found.values_list("pk", flat=True):
        jobs.draw_title.enqueue(pk)


def listen() -> None:
    """Subscribe, when the app starts."""
    subscribe(PagePublished, draw_the_title)
