"""The addresses of the secretary's screen and of minutes; governance's urls include them."""

from django.urls import path

from plenary.contexts.governance.views import minutes
from plenary.contexts.governance.views.sitting import decisions, people, screen

urlpatterns = [
    path("meetings/<int:pk>/record/", screen.sitting, name="sitting"),
    path("meetings/<int:pk>/record/news/", screen.news, name="sitting-news"),
    path("meetings/<int:pk>/minutes/", minutes.minutes_new, name="minutes-new"),
    path("meetings/record/person/<int:pk>/", people.status, name="sitting-status"),
    path("meetings/<int:pk>/record/unit/<int:unit_id>/", people.unit, name="sitting-unit"),
    path("meetings/record/item/<int:pk>/presence/", people.presence_note, name="presence-note"),
    path("meetings/record/presence/<int:pk>/", people.presence_remove, name="presence-remove"),
    path("meetings/record/item/<int:pk>/decide/", decisions.decide, name="sitting-decide"),
    path("meetings/record/decision/<int:pk>/", decisions.wording, name="sitting-wording"),
    path("meetings/record/decision/<int:pk>/remove/", decisions.remove, name="sitting-remove"),
    path("meetings/record/decision/<int:pk>/task/", decisions.task, name="sitting-task"),
    path(
        "meetings/record/decision/<int:pk>/no-action/",
        decisions.no_action,
        name="sitting-no-action",
    ),
]
