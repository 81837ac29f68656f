"""The demo's pages of the portal: the readout made from the record, and a few of each other kind."""

from __future__ import annotations

import dataclasses
from typing import Any

from plenary.config.demo.accounts import account
from plenary.config.demo.texts import Story
from plenary.contexts.communications.enums import EventState, Lang
from plenary.contexts.communications.models import Page, Topic
from plenary.contexts.communications.services import kinds
from plenary.contexts.communications.services.attaching import attach_file
from plenary.contexts.communications.services.images.keeping import ImageGiven, add_image
from plenary.contexts.communications.services.images.preparing import prepare_image
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.readouts import make_readout
from plenary.contexts.communications.services.sending import submit_page
from plenary.contexts.communications.services.topics import load_shipped_topics
from plenary.contexts.communications.services.withdrawing import withdraw_page
from plenary.contexts.communications.services.writing import (
    PageGiven,
    edit_page,
    given_of,
    make_page,
)
from plenary.contexts.governance import services as governance
from plenary.contexts.governance.models import Meeting
from plenary.kernel.documents.enums import Release
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.places.models import Place
from plenary.kernel.places.services import create_place
from plenary.shared.actor import SYSTEM, Actor

BOTH = ("zh", "en")
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
    _publish(editor, office, readout, langs)
    topics = dict(Topic.objects.values_list("key", "pk"))
    for row in story.pages:
        page = _make(editor, row, topics, units)
        for told in row.get("image", ()):
            _illustrate(story, editor, page, told)
        for told in row.get("file", ()):
            _attach(story, editor, page, told)
        sides = tuple(row.get("langs", langs))
        if row.get("waits"):
            submit_page(actor=editor, page_id=page.pk, seen_version=None, langs=sides)
            continue
        _publish(editor, office, page, sides)
        if "corrected" in row:
            _correct(editor, office, page, row["corrected"], sides)
        if "withdrawn" in row:
            withdraw_page(
                actor=office, page_id=page.pk, seen_version=None, reasons=row["withdrawn"]
            )


def _make(
    editor: Actor, row: dict[str, Any], topics: dict[str, int], units: dict[str, Organisation]
) -> Page:
    if "record" in row:
        return _make_of_record(editor, row, topics, units)
    given = _given(row, topics, units)
    if row["kind"] == "event":
        event = kinds.EventGiven(
            starts_on=row["starts_on"],
            ends_on=row["ends_on"],
            state=row.get("state", EventState.PLANNED),
            place_id=_place(row).pk,
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


def _make_of_record(
    editor: Actor, row: dict[str, Any], topics: dict[str, int], units: dict[str, Organisation]
) -> Page:
    """Make the page of a body, or of one of its posts, out of the directory."""
    body, unit = units[row["record"]], units[row["unit"]]
    under = [topics[key] for key in row["topics"]]
    if row["kind"] == "body":
        return kinds.make_body_page(
            actor=editor,
            body_id=body.pk,
            source_unit_id=unit.pk,
            topic_ids=under,
            is_illustrative=True,
        )
    return kinds.make_post_page(
        actor=editor,
        post_id=body.posts.get(title_en=row["post"]).pk,
        duties_zh=row["body_zh"],
        duties_en=row["body_en"],
        source_unit_id=unit.pk,
        topic_ids=under,
        is_illustrative=True,
    )


def _place(row: dict[str, Any]) -> Place:
    return create_place(
        actor=SYSTEM, is_illustrative=True, name_zh=row["place_zh"], name_en=row["place_en"]
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


def _attach(story: Story, editor: Actor, page: Page, told: dict[str, Any]) -> None:
    """Put a file of the story's folder to a page."""
    name = told["file"]
    attach_file(
        actor=editor,
        page_id=page.pk,
        seen_version=None,
        data=(story.folder / name).read_bytes(),
        file_name=name,
        **{key: value for key, value in told.items() if key != "file"},
    )


def _correct(
    editor: Actor, office: Actor, page: Page, told: dict[str, str], langs: tuple[str, ...]
) -> None:
    """Let a published page be corrected, with a note that its readers see."""
    page.refresh_from_db()
    words: dict[str, Any] = {k: text for k, text in told.items() if not k.startswith("note_")}
    edit_page(
        actor=editor,
        page_id=page.pk,
        seen_version=None,
        given=dataclasses.replace(given_of(page), **words),
    )
    notes = {lang: told[f"note_{lang}"] for lang in langs}
    _publish(editor, office, page, langs, notes)


def _publish(
    editor: Actor,
    office: Actor,
    page: Page,
    langs: tuple[str, ...],
    notes: dict[str, str] | None = None,
) -> None:
    sent = submit_page(actor=editor, page_id=page.pk, seen_version=None, langs=langs, notes=notes)
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
        source_side=row.get("source_side", Lang.ZH),
        source_unit_id=units[row["unit"]].pk,
        topic_ids=[topics[key] for key in row["topics"]],
        slug=row.get("slug", ""),
        part_of_id=Page.objects.get(slug=row["part_of"]).pk if "part_of" in row else None,
    )
