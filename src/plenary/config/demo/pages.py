"""The demo's pages of the portal: the readout made from the record, and a few of each other kind."""

from __future__ import annotations

from typing import Any

from plenary.config.demo.accounts import account
from plenary.config.demo.texts import Story
from plenary.contexts.communications.models import Page, Topic
from plenary.contexts.communications.selectors.naming import unanswered
from plenary.contexts.communications.services import kinds
from plenary.contexts.communications.services.images.keeping import ImageGiven, add_image
from plenary.contexts.communications.services.images.preparing import prepare_image
from plenary.contexts.communications.services.naming import say_otherwise
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.readouts import make_readout
from plenary.contexts.communications.services.sending import submit_page
from plenary.contexts.communications.services.topics import load_shipped_topics
from plenary.contexts.communications.services.writing import PageGiven, make_page
from plenary.contexts.governance import services as governance
from plenary.contexts.governance.models import Meeting
from plenary.kernel.documents.enums import Release
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.places.services import create_place
from plenary.shared.actor import SYSTEM, Actor

BOTH = ("zh", "en")
AS_PUBLISHED = "与已发布的英文通稿一致。 / As in the English readout that was published."
FOLLOWS = "另一语种待译，先行发布。 / The other language is being translated."


def load_pages(story: Story, meeting: Meeting, units: dict[str, Organisation]) -> None:
    """Let the editor write and the office approve: one page is left to wait for its second person."""
    load_shipped_topics(actor=SYSTEM)
    editor, office = account("editor"), account("office")
    unit, langs = units[story.told["office"]], story.langs
    governance.edit_meeting(
        actor=office,
        meeting_id=meeting.pk,
        seen_version=None,
        changes={"release": Release.PUBLIC},
    )
    readout = make_readout(actor=editor, meeting_id=meeting.pk, source_unit_id=unit.pk)
    _keep_wording(editor, readout)
    _publish(editor, office, readout, langs)
    topics = dict(Topic.objects.values_list("key", "pk"))
    for row in story.pages:
        page = _make(story, editor, row, topics, units)
        if "image" in row:
            _illustrate(story, editor, page, row["image"])
        sides = tuple(row.get("langs", langs))
        if row.get("waits"):
            submit_page(actor=editor, page_id=page.pk, seen_version=None, langs=sides)
        else:
            _publish(editor, office, page, sides)

    committee = kinds.make_body_page(
        actor=editor,
        body_id=units[story.told["committee"]].pk,
        source_unit_id=unit.pk,
        topic_ids=[topics["about"]],
        is_illustrative=True,
    )
    told = story.told["portal"]
    body_langs = tuple(told["body_langs"])
    _publish(editor, office, committee, body_langs)
    if "post" in told:
        post = units[story.told["committee"]].posts.get(title_zh=told["post"])
        director = kinds.make_post_page(
            actor=editor,
            post_id=post.pk,
            duties_zh=told["duties_zh"],
            duties_en=told["duties_en"],
            source_unit_id=unit.pk,
            topic_ids=[topics["about"]],
            is_illustrative=True,
        )
        _publish(editor, office, director, body_langs)


def _make(
    story: Story,
    editor: Actor,
    row: dict[str, Any],
    topics: dict[str, int],
    units: dict[str, Organisation],
) -> Page:
    given = _given(row, topics, units)
    if row["kind"] == "event":
        where = story.told["portal"]
        hall = create_place(
            actor=SYSTEM,
            is_illustrative=True,
            name_zh=where["hall_zh"],
            name_en=where["hall_en"],
        )
        event = kinds.EventGiven(
            starts_on=row["starts_on"],
            ends_on=row["ends_on"],
            place_id=hall.pk,
            programme=row["programme"],
        )
        return kinds.make_event(actor=editor, given=given, event=event, is_illustrative=True)
    if row["kind"] == "guide":
        return kinds.make_guide(actor=editor, given=given, is_illustrative=True)
    return make_page(
        actor=editor,
        kind=row["kind"],
        given=given,
        hub_of_id=topics[row["hub_of"]] if "hub_of" in row else None,
        is_illustrative=True,
    )


def _illustrate(story: Story, editor: Actor, page: Page, told: dict[str, Any]) -> None:
    """Put a drawing to a page, with its sizes made at once: the page is about to go out."""
    name = told["file"]
    image = add_image(
        actor=editor,
        page_id=page.pk,
        seen_version=None,
        data=(story.folder / name).read_bytes(),
        file_name=name,
        given=ImageGiven(**{key: value for key, value in told.items() if key != "file"}),
    )
    prepare_image(image.pk)


def _keep_wording(editor: Actor, page: Page) -> None:
    """Say of each name that the readout calls otherwise than agreed that it was published so."""
    for one in unanswered(page):
        said = {"key": one.key, "reason": AS_PUBLISHED}
        say_otherwise(actor=editor, page_id=page.pk, seen_version=None, **said)


def _publish(editor: Actor, office: Actor, page: Page, langs: tuple[str, ...]) -> None:
    sent = submit_page(actor=editor, page_id=page.pk, seen_version=None, langs=langs)
    approve_page(
        actor=office, page_id=page.pk, seen_version=sent.version, langs=langs, alone=FOLLOWS
    )


def _given(
    row: dict[str, Any], topics: dict[str, int], units: dict[str, Organisation]
) -> PageGiven:
    names = ("title", "summary", "body")
    sides = {f"{name}_{lang}": row.get(f"{name}_{lang}", "") for name in names for lang in BOTH}
    return PageGiven(
        **sides,
        source_unit_id=units[row["unit"]].pk,
        topic_ids=[topics[key] for key in row["topics"]],
        slug=row.get("slug", ""),
        part_of_id=Page.objects.get(slug=row["part_of"]).pk if "part_of" in row else None,
    )
