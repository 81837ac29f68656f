"""The addresses of the workspace."""

from django.urls import path

from plenary.workspace.views import (
    directory,
    home,
    imports,
    installation,
    organisations,
    people,
    places,
    search,
)

app_name = "workspace"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search_all, name="search"),
    path("installation/", installation.installation, name="installation"),
    path("directory/", directory.directory, name="directory"),
    path("directory/new/", organisations.organisation_new, name="organisation-new"),
    path("directory/<int:pk>/", directory.organisation, name="organisation"),
    path("directory/<int:pk>/edit/", organisations.organisation_edit, name="organisation-edit"),
    path("directory/<int:pk>/move/", organisations.organisation_move, name="organisation-move"),
    path("directory/<int:pk>/name/", organisations.former_name_new, name="former-name-new"),
    path("directory/<int:pk>/term/", organisations.term_new, name="term-new"),
    path("directory/<int:pk>/member/", organisations.seat_new, name="seat-new"),
    path("directory/<int:pk>/member/<int:seat>/", organisations.seat_end, name="seat-end"),
    path("directory/<int:pk>/post/", people.post_new, name="post-new"),
    path("directory/post/<int:pk>/", people.post, name="post"),
    path("directory/post/<int:pk>/edit/", people.post_edit, name="post-edit"),
    path("directory/post/<int:pk>/holder/", people.holder_new, name="holder-new"),
    path("directory/holding/<int:pk>/", people.holding_edit, name="holding-edit"),
    path("directory/person/<int:pk>/", directory.person, name="person"),
    path("directory/person/<int:pk>/edit/", people.person_edit, name="person-edit"),
    path("directory/places/", places.places, name="places"),
    path("directory/places/new/", places.place_new, name="place-new"),
    path("directory/places/<int:pk>/", places.place_edit, name="place-edit"),
    path("directory/import/", imports.import_new, name="import-new"),
    path("directory/import/<int:pk>/", imports.import_page, name="import"),
    path("directory/import/<int:pk>/confirm/", imports.import_confirm, name="import-confirm"),
    path("directory/import/<int:pk>/drop/", imports.import_drop, name="import-drop"),
    path("directory/export/<slug:what>.xlsx", imports.directory_export, name="export"),
]
