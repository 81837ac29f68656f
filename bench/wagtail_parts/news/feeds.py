"""A feed of each language, by Django's own framework."""

from __future__ import annotations

from typing import Any

from django.contrib.syndication.views import Feed

from news.models import Article, ListPage


class Latest(Feed):
    """The thirty latest."""

    title = "News"
    description = "The latest"

    def get_object(self, _request: Any, lang: str) -> ListPage:
        """Give the list of a language."""
        return ListPage.objects.get(url_path__endswith=f"/{lang}/pages/")

    def link(self, of: ListPage) -> str:
        """Give the list's address."""
        return str(of.url)

    def items(self, of: ListPage) -> Any:
        """Give the latest."""
        return Article.objects.live().child_of(of).order_by("-date", "-pk")[:30]

    def item_description(self, item: Article) -> str:
        """Give the summary."""
        return item.summary

    def item_link(self, item: Article) -> str:
        """Give the address."""
        return str(item.url)

    def item_pubdate(self, item: Article) -> Any:
        """Give the day."""
        return item.date
