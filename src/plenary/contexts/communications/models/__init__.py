"""What the portal keeps: topics, pages with their two sides, and what was published of them."""

from plenary.contexts.communications.models.changes import PublicChange
from plenary.contexts.communications.models.checks import FactCheck, FactCheckAnswer
from plenary.contexts.communications.models.dates import PageDates
from plenary.contexts.communications.models.editions import Edition
from plenary.contexts.communications.models.images import EditionImage, PageImage, Rendition
from plenary.contexts.communications.models.kinds import (
    BodyFacts,
    EventFacts,
    GuideFacts,
    PostFacts,
    ProgrammeItem,
)
from plenary.contexts.communications.models.limits import PageReader
from plenary.contexts.communications.models.links import PageLink, WebAddress
from plenary.contexts.communications.models.origins import Origin, Sketch
from plenary.contexts.communications.models.pages import (
    Attachment,
    FormerAddress,
    IndexCount,
    Page,
    PageSide,
    Topic,
)
from plenary.contexts.communications.models.readers import ReaderCount
from plenary.contexts.communications.models.reports import ErrorReport
from plenary.contexts.communications.models.subscriptions import News, Subscription
from plenary.contexts.communications.models.text_files import TextFile, TextRow
from plenary.contexts.communications.models.waivers import Waiver

__all__ = [
    "Attachment",
    "BodyFacts",
    "Edition",
    "EditionImage",
    "ErrorReport",
    "EventFacts",
    "FactCheck",
    "FactCheckAnswer",
    "FormerAddress",
    "GuideFacts",
    "IndexCount",
    "News",
    "Origin",
    "Page",
    "PageDates",
    "PageImage",
    "PageLink",
    "PageReader",
    "PageSide",
    "PostFacts",
    "ProgrammeItem",
    "PublicChange",
    "ReaderCount",
    "Rendition",
    "Sketch",
    "Subscription",
    "TextFile",
    "TextRow",
    "Topic",
    "Waiver",
    "WebAddress",
]
