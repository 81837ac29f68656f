"""The addresses of what units are asked for; governance's urls include them."""

from django.urls import path

from plenary.contexts.governance.views.asked import table

urlpatterns = [
    path("asked/", table.asked, name="asked"),
    path("asked/<int:unit_id>/<slug:what>/", table.asked_single, name="asked-single"),
    path("asked.<str:ending>", table.asked_file, name="asked-file"),
]
