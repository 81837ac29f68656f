"""The addresses of what units are asked for; governance's urls include them."""

from django.urls import path

from plenary.contexts.governance.views.asked import table

urlpatterns = [
    path("asked/", table.asked, name="asked"),
    path("asked.<str:ending>", table.asked_file, name="asked-file"),
]
