"""The addresses of the audit log."""

from django.urls import path

from plenary.kernel.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.log, name="log"),
    path("log.csv", views.log_csv, name="csv"),
    path("viewings/", views.viewings, name="viewings"),
    path("verify/", views.verify_now, name="verify"),
]
