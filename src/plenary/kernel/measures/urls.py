"""The addresses of measures."""

from django.urls import path

from plenary.kernel.measures import views

app_name = "measures"

urlpatterns = [path("<str:key>/", views.measure, name="measure")]
