"""What the portal keeps: topics, pages with their two sides, and what was published of them."""

from plenary.contexts.communications.models.editions import Edition
from plenary.contexts.communications.models.images import EditionImage, PageImage, Rendition
from plenary.contexts.communications.models.pages import (
    Attachment,
    IndexCount,
    Page,
    PageSide,
    Topic,
)
from plenary.contexts.communications.models.readers import ReaderCount
from plenary.contexts.communications.models.reports import ErrorReport
from plenary.contexts.communications.models.subscriptions import Subscription
from plenary.contexts.communications.models.text_files import TextFile, TextRow

__all__ = [
    "Attachment",
    "Edition",
    "EditionImage",
    "ErrorReport",
    "IndexCount",
    "Page",
    "PageImage",
    "PageSide",
    "ReaderCount",
    "Rendition",
    "Subscription",
    "TextFile",
    "TextRow",
    "Topic",
]
