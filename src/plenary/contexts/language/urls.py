"""The addresses of the term base and of the checker."""

from django.urls import path

from plenary.contexts.language.views import (
    checks,
    exchange,
    memory,
    moves,
    suggestions,
    terms,
)

app_name = "language"
urlpatterns = [
    path("check/", checks.check_text, name="check"),
    path("check/fields/", checks.check_fields, name="check-fields"),
    path("glossary/terms.<str:kind>", exchange.glossary_file, name="glossary-file"),
    path("memory/", memory.look_up, name="memory"),
    path("terms/", terms.term_list, name="terms"),
    path("terms.<str:kind>", exchange.term_file, name="term-file"),
    path("terms/import/", exchange.import_new, name="import-new"),
    path("terms/import/<int:pk>/", exchange.import_page, name="import"),
    path("terms/import/<int:pk>/confirm/", exchange.import_confirm, name="import-confirm"),
    path("terms/import/<int:pk>/drop/", exchange.import_drop, name="import-drop"),
    path("terms/import/<int:pk>/approve/", exchange.import_approve, name="import-approve"),
    path("terms/new/", terms.term_new, name="term-new"),
    path("terms/suggestions/", suggestions.suggestion_list, name="suggestions"),
    path("terms/suggestions/new/", suggestions.suggest, name="suggest"),
    path("terms/suggestions/<int:pk>/", suggestions.suggestion, name="suggestion"),
    path(
        "terms/suggestions/<int:pk>/accept/",
        suggestions.suggestion_accept,
        name="suggestion-accept",
    ),
    path(
        "terms/suggestions/<int:pk>/decline/",
        suggestions.suggestion_decline,
        name="suggestion-decline",
    ),
    path("terms/<int:pk>/", terms.term, name="term"),
    path("terms/<int:pk>/edit/", terms.term_edit, name="term-edit"),
    path("terms/<int:pk>/revise/", terms.term_revise, name="term-revise"),
    path("terms/<int:pk>/propose/", moves.term_propose, name="term-propose"),
    path("terms/<int:pk>/approve/", moves.term_approve, name="term-approve"),
    path("terms/<int:pk>/send-back/", moves.term_send_back, name="term-send-back"),
    path("terms/<int:pk>/retire/", moves.term_retire, name="term-retire"),
]
