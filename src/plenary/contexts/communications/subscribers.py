"""What communications hears: pages that went out, renamed topics, public texts, and new holders of posts."""

from plenary.contexts.communications import jobs
from plenary.contexts.communications.events import PagePublished, TopicRenamed
from plenary.contexts.communications.selectors import images
from plenary.contexts.communications.services import handing, kinds
from plenary.contexts.governance.api import ReleaseMoved
from plenary.kernel.organisations.events import OrganisationRenamed
from plenary.kernel.people.events import HolderChanged
from plenary.shared.events import subscribe


def draw_the_title(event: PagePublished) -> None:
    """Let the title be drawn in the background; the hourly job does so should this be lost."""
    found = images.undrawn().filter(page=event.page_id, lang=event.lang)
    for pk in found.values_list("pk", flat=True):
        jobs.draw_title.enqueue(pk)


def find_by_the_new_name(event: TopicRenamed) -> None:
    """Let what stands under a renamed topic be found by its new name, in the background."""
    jobs.index_topic.enqueue(event.topic_id)


def follow_the_text(event: ReleaseMoved) -> None:
    """Hand a public text that went out to the newsroom, and say so when it was taken back.

    Should this be lost, the meeting's page leads to making its page, and the page flags the rest.
    """
    if event.lets_text_out:
        handing.hand_text_over(meeting_id=event.meeting_id)
    elif event.takes_text_back:
        handing.tell_taken_back(meeting_id=event.meeting_id)


def compare_with_the_directory(event: HolderChanged) -> None:
    """Tell the editors of a body's or the post's own page that names who no longer holds a post.

    Should this be lost, or the change hold from a later day, the daily comparison tells them.
    """
    kinds.remind_of_directory(post_id=event.post_id)


def look_at_the_old_name(event: OrganisationRenamed) -> None:
    """Let the pages that say the name given up be looked at, in the background; the nightly job does so should this be lost."""
    jobs.look_at_renamed.enqueue(event.name_zh, event.name_en)


def listen() -> None:
    """Subscribe, when the app starts."""
    subscribe(ReleaseMoved, follow_the_text)
    subscribe(PagePublished, draw_the_title)
    subscribe(HolderChanged, compare_with_the_directory)
    subscribe(TopicRenamed, find_by_the_new_name)
    subscribe(OrganisationRenamed, look_at_the_old_name)
