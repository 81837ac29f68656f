"""The pages of source texts."""

from plenary.kernel.documents.views.documents import document, file

__all__ = ["document", "file"]
