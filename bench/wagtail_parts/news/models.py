"""Front page, list and article, as Wagtail's own guide makes them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index


class FrontPage(Page):
    """The front page of a language."""

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Give the latest articles and notices."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        below = Article.objects.live().descendant_of(self).order_by("-date", "-pk")
        context["latest"] = below.filter(kind="news")[:12]
        context["notices"] = below.filter(kind="notice")[:5]
        return context


class ListPage(Page):
    """The list of a language's articles."""

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Give a page of the list."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        below = Article.objects.live().child_of(self).order_by("-date", "-pk")
        context["articles"] = Paginator(below, 20).get_page(request.GET.get("page"))
        return context


class Article(Page):
    """One language of an article."""

    date = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=8, default="news")
    summary = models.CharField(max_length=800, blank=True)
    body = RichTextField(blank=True)

    search_fields = [*Page.search_fields, index.SearchField("body")]
    content_panels = [*Page.content_panels, *map(FieldPanel, ("date", "summary", "body"))]
