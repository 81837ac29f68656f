"""The addresses of notifications and of the outbox."""

from django.urls import path

from plenary.kernel.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.notification_list, name="list"),
    path("read/", views.mark_all_read, name="mark-all-read"),
    path("<int:pk>/read/", views.mark_read, name="mark-read"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/again/", views.try_again, name="outbox-again"),
    path("outbox/<int:pk>/drop/", views.drop_mail, name="outbox-drop"),
    path("outbox/<int:pk>/", views.read_mail, name="outbox-mail"),
]
