"""Publishes a corrected title of the latest English article, as its editor does."""

import sys

import django

django.setup()

from news.models import Article  # noqa: E402

article = Article.objects.get(url_path__endswith=f"/en/pages/page-{sys.argv[2]}/")
article.title = f"Corrected {sys.argv[1]}"
article.save_revision().publish()
