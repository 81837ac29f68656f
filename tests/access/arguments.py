"""What the matrix gives a service for each of its arguments: the house's record by the argument's name."""

import datetime as dt
import inspect
import typing
from collections.abc import Mapping

from plenary.contexts.communications.selectors.desk.texts import DeskFilters
from plenary.contexts.communications.services.desk.locking import Seen
from plenary.contexts.communications.services.images.keeping import ImageGiven
from plenary.contexts.communications.services.importing import SideBrought
from plenary.contexts.communications.services.kinds.events import EventGiven
from plenary.contexts.communications.services.writing import PageGiven
from plenary.contexts.governance.ical.replies import Reply
from plenary.contexts.governance.services import (
    BasisGiven,
    GroundGiven,
    MilestoneGiven,
    ProgressGiven,
    TaskGiven,
)
from plenary.contexts.governance.services.convening import AnswerGiven, ConveningGiven
from plenary.contexts.governance.services.convening.given import GuestGiven
from plenary.contexts.language.exchange.entry import Entry
from plenary.contexts.language.services.suggesting import Suggested
from plenary.kernel.documents.spreadsheets import Upload
from tests.access.meeting_records import STARTS
from tests.access.said import said_of

DAY = dt.date(2031, 1, 1)

RECORDS = {
    "attachment_id": "attachment",
    "attendance_id": "attendance",
    "ask_id": "declined duty",
    "body": "committee",
    "body_id": "committee",
    "call_id": "call for help",
    "check_id": "fact-check",
    "convening_id": "convening",
    "decision_id": "decision",
    "delivery_id": "delivery",
    "directive_id": "directive",
    "document": "internal text",
    "document_id": "internal text",
    "duty_id": "duty",
    "end_id": "end of a part",
    "ending_id": "end of a task",
    "extension_id": "extension",
    "extra_id": "extra report",
    "file_id": "translator's file",
    "found": "directory import",
    "grant_id": "grant",
    "holding_id": "holding",
    "image_id": "photo",
    "instruction_id": "instruction",
    "into_id": "task of strangers",
    "invitation_id": "invitation",
    "item_id": "item",
    "kind_id": "topic kind",
    "lead_unit_id": "lead unit",
    "link_id": "feed",
    "list_id": "list",
    "mail_id": "mail",
    "matter_id": "directive",
    "meeting": "meeting",
    "meeting_id": "meeting",
    "milestone_id": "milestone",
    "notice_id": "notice",
    "notification_id": "notification",
    "one": "passage of an internal text",
    "opinion_id": "opinion",
    "organisation": "lead unit",
    "organisation_id": "lead unit",
    "other": "passage of an internal text",
    "pack_id": "pack",
    "page_id": "draft page",
    "paper_id": "internal paper",
    "passage_id": "passage of an internal text",
    "person": "person",
    "person_id": "person",
    "place_id": "place",
    "slip_id": "answer to a slip",
    "plan_id": "plan",
    "post": "post",
    "post_id": "post",
    "presence_id": "presence",
    "priority_id": "priority",
    "reading_id": "reading",
    "report_id": "report",
    "requirement_id": "requirement",
    "rung_id": "step of the ladder",
    "seat_id": "seat",
    "source_unit_id": "lead unit",
    "statement_id": "statement",
    "step_id": "papers let out",
    "subject": "meeting",
    "suggestion_id": "suggestion",
    "task_id": "task",
    "term_id": "draft term",
    "text_id": "text to translate",
    "theme_id": "theme",
    "to_unit_id": "strange unit",
    "token_id": "token",
    "topic_id": "topic",
    "unit": "lead unit",
    "unit_id": "lead unit",
    "user_id": "another account",
    "version_id": "agenda version",
    "waiver_id": "exception",
    "webhook_id": "webhook",
}
"""The record that an argument of this name means, where the service below says no other."""

PLAIN = {
    "access": "internal",
    "answer": "x",
    "days": 3,
    "email": "x@example.org",
    "field": "title",
    "item_kind": "hear",
    "item_number": None,
    "kind": "directive",
    "lang": "en",
    "langs": ["zh"],
    "language": "en",
    "light": "red",
    "media_type": "text/plain",
    "months": 3,
    "reason": "x",
    "role": "supporting",
    "scope": "account",
    "seen_version": None,
    "source_side": "zh",
    "stage": "decisions",
    "to": "up",
    "url": "https://example.org/",
    "verdict": "accepted",
}
"""Plain arguments that mean something by their name."""

BY_KIND = {
    str: "x",
    int: 1,
    bool: False,
    bytes: b"x",
    dt.date: DAY,
    Upload: Upload("x.txt", b"x"),
    BasisGiven: BasisGiven("priority", 0),
    GroundGiven: GroundGiven(instruction="批示", instructed_on=dt.date(2025, 6, 1)),
    MilestoneGiven: MilestoneGiven(dt.date(2030, 1, 1), "二"),
    ProgressGiven: ProgressGiven(done_zh="x"),
    TaskGiven: TaskGiven(title_zh="x", due_on=DAY),
    AnswerGiven: AnswerGiven(reply="coming"),
    ConveningGiven: ConveningGiven(starts_at=STARTS, ends_at=STARTS + dt.timedelta(hours=1)),
    GuestGiven: GuestGiven(name="x", email="x@example.org", role="observer"),
    Reply: Reply("x", "x@example.org", "ACCEPTED", 0, dt.datetime(2025, 1, 1, tzinfo=dt.UTC)),
    PageGiven: PageGiven(title_zh="x", title_en="x"),
    EventGiven: EventGiven(starts_on=DAY),
    ImageGiven: ImageGiven(alt_zh="x"),
    SideBrought: SideBrought(text="x"),
    Seen: Seen(source="", other=""),
    DeskFilters: DeskFilters(),
    Entry: Entry(name_zh="新词", name_en="New word"),
    Suggested: Suggested(name_zh="建议", name_en="Advice"),
}


def arguments(house, name, service):
    """Give what a service is called with: what is said of it, else what its names and kinds mean.

    An argument that means nothing by either fails, so that whoever adds one says what to give.
    """
    kinds, said, given = typing.get_type_hints(service), said_of(name), {}
    for one, parameter in inspect.signature(service).parameters.items():
        if one in said:
            given[one] = _given(house, one, said[one])
        elif one != "actor" and _is_needed(parameter):
            given[one] = _meant(house, one, kinds[one])
    return given


def _is_needed(parameter):
    return parameter.default is parameter.empty and parameter.kind is not parameter.VAR_KEYWORD


def _given(house, name, wanted):
    """Give a record as the argument asks for it: its number, its key in an address, or itself."""
    if not (isinstance(wanted, str) and wanted.startswith("@")):
        return wanted
    record = house[wanted[1:]]
    if name == "basis":
        return BasisGiven(wanted[1:], record.pk)
    if name == "pk" or name.endswith("_id"):
        return record.pk
    return getattr(record, name) if name in {"slug", "token"} else record


def _meant(house, name, kind):
    if name == "matters":
        return [("directive", house["directive"].pk)]
    if name in RECORDS:
        return _given(house, name, f"@{RECORDS[name]}")
    if name.endswith("_id") and type(None) not in typing.get_args(kind):
        raise LookupError(f"The matrix does not know which record {name} means.")
    if name in PLAIN and not (inspect.isclass(kind) and kind.__module__.startswith("plenary.")):
        return PLAIN[name]
    if kind in BY_KIND:
        return BY_KIND[kind]
    if type(None) in typing.get_args(kind):
        return DAY if dt.date in typing.get_args(kind) else None
    origin = typing.get_origin(kind)
    if inspect.isclass(origin):
        return {} if issubclass(origin, Mapping) else []
    raise LookupError(f"The matrix does not know what to give for {name}: {kind}.")
