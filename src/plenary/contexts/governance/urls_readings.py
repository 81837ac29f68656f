"""The addresses of the way from a text to a record."""

from django.urls import path

from plenary.contexts.governance.views import readings

urlpatterns = [
    path("readings/", readings.reading_list, name="readings"),
    path("readings/new/", readings.reading_new, name="reading-new"),
    path("readings/<int:pk>/", readings.reading, name="reading"),
    path("readings/<int:pk>/change/", readings.reading_change, name="reading-change"),
    path("readings/<int:pk>/move/", readings.reading_move, name="reading-move"),
    path("readings/<int:pk>/confirm/", readings.reading_confirm, name="reading-confirm"),
    path("readings/<int:pk>/withdraw/", readings.reading_withdraw, name="reading-withdraw"),
]
