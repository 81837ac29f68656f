"""The addresses of measures; the key of one made by hand begins with ``own.`` and is none of these words."""

from django.urls import path

from plenary.kernel.measures import views

app_name = "measures"

urlpatterns = [
    path("", views.measure_list, name="measures"),
    path("new/", views.measure_new, name="measure-new"),
    path("figures/<int:pk>/", views.figure_edit, name="figure-edit"),
    path("<str:key>/", views.measure, name="measure"),
    path("<str:key>/edit/", views.measure_edit, name="measure-edit"),
    path("<str:key>/figures/", views.figure_new, name="figure-new"),
]
