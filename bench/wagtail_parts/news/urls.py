"""The stock project's addresses and the feeds."""

from django.urls import include, path

from news.feeds import Latest

urlpatterns = [
    path("<str:lang>.xml", Latest()),
    path("", include("stock.urls")),
]
