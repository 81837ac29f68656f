"""The addresses of the workspace."""

from django.urls import path

from plenary.workspace.views import home

app_name = "workspace"
urlpatterns = [
    path("", home.home, name="home"),
]
