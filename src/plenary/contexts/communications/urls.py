"""The addresses of the portal, which anybody reads, and of the newsroom behind it."""

from django.urls import path

from plenary.contexts.communications import urls_images
from plenary.contexts.communications.feeds import WRITERS
from plenary.contexts.communications.views import (
    checks,
    dates,
    desk,
    desk_files,
    event_days,
    files,
    importing,
    limits,
    links,
    machines,
    moves,
    names,
    pages,
    portal,
    readers,
    reading,
    reports,
    searching,
    subscriptions,
    terms,
    topics,
    writing,
)

app_name = "communications"
urlpatterns = [
    *urls_images.urlpatterns,
    path("portal/", portal.choose_language, name="portal"),
    path("portal/reading/", reading.choose, name="reading"),
    path("portal/files/<str:sha256>/<str:name>", portal.file, name="public-file"),
    path("portal/sitemap.xml", machines.sitemap, name="sitemap"),
    path("portal/sitemap-<int:number>.xml", machines.sitemap_part, name="sitemap-part"),
    path("portal/<str:lang>/search/", searching.search, name="portal-search"),
    *(
        path(f"portal/<str:lang>/{name}", machines.feed, {"name": name}, name="feed")
        for name in WRITERS
    ),
    *(
        path(
            f"portal/<str:lang>/topics/<str:key>/{name}",
            machines.topic_feed,
            {"name": name},
            name="topic-feed",
        )
        for name in WRITERS
    ),
    path("portal/<str:lang>/", portal.front, name="front"),
    path("portal/<str:lang>/archive/", portal.archive, name="archive"),
    path("portal/<str:lang>/copy/", portal.copy, name="copy"),
    path("portal/<str:lang>/accessibility/", portal.accessibility, name="accessibility"),
    path("portal/<str:lang>/embed/", portal.embed, name="embed"),
    path("portal/<str:lang>/list.html", machines.embedded, name="embedded"),
    path("portal/<str:lang>/topics/<str:key>/list.html", machines.embedded, name="topic-embedded"),
    path("portal/<str:lang>/counting/", portal.counting, name="counting"),
    path("portal/<str:lang>/withdrawn/", portal.withdrawn, name="withdrawn"),
    path("portal/<str:lang>/topics/<str:key>/", portal.topic, name="topic"),
    path("portal/<str:lang>/pages/<str:slug>/", portal.article, name="article"),
    path("portal/<str:lang>/pages/<str:slug>/correct/", reports.report, name="report-error"),
    path("portal/<str:lang>/subscribe/", subscriptions.subscribe, name="subscribe"),
    path(
        "portal/<str:lang>/subscriptions/<str:token>/confirm/",
        subscriptions.confirm,
        name="subscription-confirm",
    ),
    path(
        "portal/<str:lang>/subscriptions/<str:token>/change/",
        subscriptions.change,
        name="subscription-change",
    ),
    path(
        "portal/<str:lang>/subscriptions/<str:token>/end/",
        subscriptions.end,
        name="subscription-end",
    ),
    path("portal/<str:lang>/reports/<str:receipt>/", reports.receipt, name="error-receipt"),
    path("portal/<str:lang>/check/<str:token>/", checks.check, name="fact-check"),
    path("portal/<str:lang>/terms/", terms.look_up, name="portal-terms"),
    path("portal/<str:lang>/terms/suggest/", terms.suggest, name="term-suggest"),
    path("portal/<str:lang>/terms/suggestions/<str:receipt>/", terms.receipt, name="term-receipt"),
    path("portal/<str:lang>/text-check/", terms.check_text, name="text-check"),
    path("portal/<str:lang>/<path:rest>/", portal.missing, name="portal-missing"),
    path("glossary/", terms.any_language, name="glossary"),
    path("glossary/suggest/", terms.any_language, {"tail": "suggest/"}, name="glossary-suggest"),
    path("glossary/suggestions/<str:receipt>/", terms.any_language, name="glossary-receipt"),
    path("newsroom/", pages.page_list, name="pages"),
    path("newsroom/new/", writing.page_new, name="page-new"),
    *(
        path(f"newsroom/new/{kind}/", writing.page_new, {"kind": kind}, name=f"{kind}-new")
        for kind in writing.KINDS
    ),
    path("newsroom/import/", importing.page_import, name="page-import"),
    path("newsroom/readout/", pages.readout_new, name="readout-new"),
    path("newsroom/reports/", reports.report_list, name="error-reports"),
    path("newsroom/reports/<int:pk>/", reports.report_page, name="error-report"),
    path("newsroom/event-days/", event_days.event_days, name="event-days"),
    path("newsroom/readers/", readers.reader_numbers, name="readers"),
    path("newsroom/readers.csv", readers.reader_numbers_csv, name="readers-csv"),
    path("newsroom/links/", links.link_list, name="links"),
    path("newsroom/pages/<int:pk>/owner/", links.owner, name="page-owner"),
    path("newsroom/pages/<int:pk>/limit/", limits.limit, name="page-limit"),
    path("newsroom/pages/<int:pk>/dates/", dates.dates, name="page-dates"),
    path(
        "newsroom/pages/<int:pk>/reviewed/",
        moves.button,
        {"name": "reviewed"},
        name="page-reviewed",
    ),
    path("newsroom/topics/", topics.topic_list, name="topics"),
    path("newsroom/topics/new/", topics.topic_new, name="topic-new"),
    path("newsroom/topics/<int:pk>/", topics.topic_edit, name="topic-edit"),
    path("newsroom/pages/<int:pk>/", pages.page, name="page"),
    path("newsroom/pages/<int:pk>/edit/", writing.page_edit, name="page-edit"),
    path("newsroom/pages/<int:pk>/preview/<str:lang>/", pages.preview, name="page-preview"),
    path("newsroom/pages/<int:pk>/checks/", checks.check_new, name="check-new"),
    path(
        "newsroom/pages/<int:pk>/checks/<int:check_pk>/", checks.check_revoke, name="check-revoke"
    ),
    path("newsroom/pages/<int:pk>/files/", files.file_new, name="file-new"),
    path("newsroom/pages/<int:pk>/files/<int:file_pk>/", files.file_drop, name="file-drop"),
    path(
        "newsroom/pages/<int:pk>/record/",
        moves.button,
        {"name": "take_over"},
        name="page-take-over",
    ),
    path(
        "newsroom/pages/<int:pk>/checked/", moves.button, {"name": "checked"}, name="page-checked"
    ),
    *(
        path(
            f"newsroom/pages/<int:pk>/{name.replace('_', '-')}/",
            moves.button,
            {"name": name},
            name=f"page-{name.replace('_', '-')}",
        )
        for name in ("hide_yes", "hide_no")
    ),
    path(
        "newsroom/pages/<int:pk>/holds/", moves.button, {"name": "still_holds"}, name="page-holds"
    ),
    *(
        path(
            f"newsroom/pages/<int:pk>/{name.replace('_', '-')}/",
            moves.step,
            {"name": name},
            name=f"page-{name.replace('_', '-')}",
        )
        for name in moves.STEPS
    ),
    path("newsroom/pages/<int:pk>/compared/<str:lang>/", moves.compared, name="page-compared"),
    path("newsroom/pages/<int:pk>/names/take/", names.take, name="name-take"),
    path("newsroom/pages/<int:pk>/names/reason/", names.otherwise, name="name-otherwise"),
    path("newsroom/exceptions/<int:pk>/", moves.look_over, name="waiver-look-over"),
    path("newsroom/translations/", desk.desk, name="desk"),
    path("newsroom/translations/take/", desk.take, name="desk-take"),
    path("newsroom/translations/file/", desk_files.text_file_out, name="text-file-out"),
    path("newsroom/translations/files/", desk_files.text_file_new, name="text-file-new"),
    path("newsroom/translations/files/<int:pk>/", desk_files.text_file, name="text-file"),
    path(
        "newsroom/translations/files/<int:pk>/take-in/",
        desk_files.text_file_take_in,
        name="text-file-take-in",
    ),
    path(
        "newsroom/translations/files/<int:pk>/drop/",
        desk_files.text_file_drop,
        name="text-file-drop",
    ),
    path("newsroom/translations/<int:pk>/", desk.desk_text, name="desk-text"),
    path("newsroom/translations/<int:pk>/hand-over/", desk.hand_over, name="desk-hand-over"),
    path("newsroom/translations/<int:pk>/review/", desk.review, name="desk-review"),
    path("newsroom/translations/<int:pk>/holds/", desk.holds, name="desk-holds"),
]
