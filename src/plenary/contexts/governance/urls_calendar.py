"""The addresses of the calendar and its feeds; governance's urls include them."""

from django.urls import path

from plenary.contexts.governance.views.calendar import feeds, months

urlpatterns = [
    path("calendar/", months.calendar, name="calendar"),
    path("calendar/feeds/", feeds.feeds, name="feeds"),
    path("calendar/feeds/<int:pk>/revoke/", feeds.feed_revoke, name="feed-revoke"),
    path("calendar/feed/<str:secret>.ics", feeds.feed, name="feed"),
]
