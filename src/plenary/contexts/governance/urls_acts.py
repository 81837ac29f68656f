"""The addresses of what people do to a task beside working on it."""

from django.urls import path

from plenary.contexts.governance.views.acts import duties

urlpatterns = [
    path("tasks/<int:pk>/duties/<int:duty>/decline/", duties.decline, name="duty-decline"),
    path("tasks/<int:pk>/duties/<int:duty>/transfer/", duties.transfer, name="duty-transfer"),
    path("duties/asks/<int:pk>/", duties.ask, name="ask"),
    path("waiting/", duties.waiting, name="waiting"),
]
