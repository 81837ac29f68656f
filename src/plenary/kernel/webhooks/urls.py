"""The addresses of webhooks' pages."""

from django.urls import path

from plenary.kernel.webhooks import views

app_name = "webhooks"
urlpatterns = [
    path("", views.webhook_list, name="list"),
    path("new/", views.webhook_new, name="new"),
    path("<int:pk>/", views.webhook, name="webhook"),
    path("<int:pk>/edit/", views.webhook_edit, name="edit"),
    path("<int:pk>/secret/", views.webhook_secret, name="secret"),
    path("<int:pk>/remove/", views.webhook_remove, name="remove"),
    path("<int:pk>/log/<int:delivery>/resend/", views.resend, name="resend"),
    path("<int:pk>/<str:step>/", views.webhook_step, name="step"),
]
