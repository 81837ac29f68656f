"""The addresses of source texts."""

from django.urls import path

from plenary.kernel.documents import views

app_name = "documents"

urlpatterns = [
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/file/", views.file, name="file"),
]
