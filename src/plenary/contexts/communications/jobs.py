"""What the portal does by itself: publishes what is due, and mails subscribers what is new."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from plenary.contexts.communications.services import (
    dating,
    indexing,
    kinds,
    news,
    publishing,
    renaming,
    subscribing,
)
from plenary.contexts.communications.services.changes import noting
from plenary.contexts.communications.services.checks import forget_checkers as forget_addresses
from plenary.contexts.communications.services.images import drawing, preparing
from plenary.contexts.communications.services.links import checking, reading, telling
from plenary.kernel.jobs import schedule
from plenary.kernel.jobs.declaring import again, job
from plenary.kernel.organisations.selectors import given_up_since
from plenary.shared import clock

EVERY_SECONDS = 30
HOUR = 3600
TEN_MINUTES = 600
RECENT = dt.timedelta(days=7)


@job(_("Pages published at their time"), tries=5)
def publish_due() -> int:
    """Publish what is due and give how many languages; doing it twice is as doing it once."""
    return publishing.publish_due()


@job(_("News mailed to subscribers"), tries=5)
def send_news() -> int:
    """Mail subscribers what they were not told yet and give how many were written.

    Addresses that nobody confirmed in time are forgotten first.
    """
    subscribing.forget_unconfirmed()
    return news.send_news()


@job(_("Reminders of guides to be checked"), tries=5)
def remind_of_guides() -> int:
    """Tell units and editors of guides that are due to be checked, and give how many guides."""
    return kinds.remind_of_guides()


@job(_("Pages of bodies and posts compared with the directory"), tries=5)
def remind_of_directory() -> int:
    """Tell editors of bodies' and posts' pages that are behind the directory, and give how many."""
    return kinds.remind_of_directory()


@job(_("Reminders of pages to be looked at again"), tries=5)
def remind_of_pages() -> int:
    """Tell whoever answers for pages that are due to be looked at, and give how many pages."""
    return dating.remind_of_pages()


@job(_("Pages that say a name given up looked for"), tries=5)
def look_at_renamed(
    name_zh: str, name_en: str, after: int = 0, done: int = 0
) -> int | dict[str, Any]:
    """Let pages that say a name which is no longer borne be looked at, and give how many; twice is as once.

    A batch at a time, so that nobody who works on such a page waits for all of them.
    """
    new, last = renaming.look_at_pages_that_say(name_zh=name_zh, name_en=name_en, after=after)
    done += new
    return done if last is None else again(name_zh=name_zh, name_en=name_en, after=last, done=done)


@job(_("Names given up in the last days looked for again"), tries=5)
def look_at_names_given_up() -> int:
    """Look once more for each name given up in the last days, and give how many names.

    What was lost between a renaming and its job is found, and what went out on the day itself.
    """
    found = given_up_since(clock.today() - RECENT)
    names = sorted(set(found.values_list("name_zh", "name_en")))
    for name_zh, name_en in names:
        look_at_renamed.enqueue(name_zh, name_en)
    return len(names)


@job(_("Outside fact-checkers' addresses forgotten"), tries=5)
def forget_checkers() -> int:
    """Forget the addresses of fact-checkers whose links are dead, and give how many."""
    return forget_addresses()


@job(_("A photo made ready"), tries=5)
def prepare_image(image_id: int) -> int:
    """Make the sizes of a photo and give how many; doing it twice is as doing it once."""
    return preparing.prepare_image(image_id)


@job(_("Photos that still wait made ready"), tries=5)
def prepare_waiting() -> int:
    """Make the sizes of all photos that lack them: what failed before is tried again."""
    return preparing.prepare_waiting()


@job(_("A page's picture for sharing drawn"), tries=5)
def draw_title(edition_id: int) -> bool:
    """Draw the title of an edition for social media; doing it twice is as doing it once."""
    return drawing.draw_title(edition_id)


@job(_("Pictures for sharing that still wait drawn"), tries=5)
def draw_waiting() -> int:
    """Draw the titles that lack a picture and give how many."""
    return drawing.draw_waiting()


@job(_("Pages of a renamed topic put into the search"), tries=5)
def index_topic(topic_id: int) -> int:
    """Index what stands under a topic by its name of now, and give how many; twice is as once."""
    return indexing.index_topic(topic_id)


@job(_("The portal's old changes cleared away"), tries=5)
def clear_changes() -> int:
    """Delete the notes of changes that every server process has long seen, and give how many."""
    return noting.clear_old()


@job(_("Links of pages looked at"), tries=5)
def check_links() -> int:
    """Note links published before links were noted, look at addresses outside that are due, and give how many."""
    reading.read_unread()
    return checking.check_addresses()


@job(_("Pages' keepers told of broken links"), tries=5)
def tell_owners() -> int:
    """Tell whoever answers for a page of links that lead nowhere, and give how many."""
    return telling.tell_owners()


def put_on_schedule() -> None:
    """Look twice a minute for what is due, each hour for pictures to make, all day at addresses
    outside; write in the morning to subscribers and to those who keep guides and pages."""
    schedule.every(publish_due, seconds=EVERY_SECONDS)
    schedule.every(prepare_waiting, seconds=HOUR)
    schedule.every(draw_waiting, seconds=HOUR)
    schedule.daily(send_news, at=dt.time(8, 0))
    schedule.daily(remind_of_guides, at=dt.time(6, 20))
    schedule.daily(remind_of_directory, at=dt.time(6, 15))
    schedule.daily(look_at_names_given_up, at=dt.time(4, 10))
    schedule.daily(remind_of_pages, at=dt.time(6, 25))
    schedule.daily(forget_checkers, at=dt.time(3, 40))
    schedule.every(check_links, seconds=TEN_MINUTES)
    schedule.daily(tell_owners, at=dt.time(6, 40))
    schedule.daily(clear_changes, at=dt.time(3, 50))
