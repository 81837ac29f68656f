"""The addresses at which the office opens what a paper's class holds back; governance's urls include them."""

from django.urls import path

from plenary.contexts.governance.views.held import opening

urlpatterns = [
    path(
        f"{place}/<int:pk>/readers/{act}",
        view,
        {"kind": kind},
        name=f"{kind}-{name}",
    )
    for kind, place in (("decision", "decisions"), ("task", "tasks"))
    for act, view, name in (
        ("", opening.opening, "readers"),
        ("close/", opening.closing, "readers-close"),
    )
]
