"""The addresses of the ways of lists in and out."""

from django.urls import path

from plenary.contexts.governance.views import adoption, coverage, list_changes, list_imports, lists

urlpatterns = [
    path("coverage/", coverage.coverage, name="coverage"),
    path("coverage/<str:kind>/", coverage.coverage_list, name="coverage-list"),
    path("lists/<int:pk>/list.<str:ending>", lists.task_list_file, name="task-list-file"),
    path("lists/<int:pk>/adoption/", adoption.adoption, name="list-adoption"),
    path("lists/<int:pk>/changes/", list_changes.list_changes, name="list-changes"),
    path("lists/<int:pk>/strike/<int:task>/", list_changes.item_strike, name="item-strike"),
    path("lists/<int:pk>/reword/<int:task>/", list_changes.item_reword, name="item-reword"),
    path("lists/files/", list_imports.list_imports, name="list-imports"),
    path("lists/files/new/", list_imports.list_import_new, name="list-import-new"),
    path("lists/files/<int:pk>/", list_imports.list_import, name="list-import"),
    path("lists/files/<int:pk>/move/", list_imports.list_import_move, name="list-import-move"),
    path(
        "lists/files/<int:pk>/confirm/",
        list_imports.list_import_confirm,
        name="list-import-confirm",
    ),
    path(
        "lists/files/<int:pk>/<str:part>/",
        list_imports.list_import_change,
        name="list-import-change",
    ),
]
