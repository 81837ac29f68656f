"""The addresses of the workspace."""

from django.urls import path

from plenary.workspace.views import directory, home, search

app_name = "workspace"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search_all, name="search"),
    path("directory/", directory.directory, name="directory"),
    path("directory/<int:pk>/", directory.organisation, name="organisation"),
    path("directory/person/<int:pk>/", directory.person, name="person"),
]
