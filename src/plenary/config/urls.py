"""Every address of Plenary."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("plenary.kernel.accounts.urls")),
    path("documents/", include("plenary.kernel.documents.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("", include("plenary.workspace.urls")),
]
