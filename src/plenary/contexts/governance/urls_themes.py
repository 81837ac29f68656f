"""The addresses of themes; governance's urls include them."""

from django.urls import path

from plenary.contexts.governance.views.themes import keeping, pages

urlpatterns = [
    path("themes/", pages.theme_list, name="themes"),
    path("themes/new/", keeping.theme_new, name="theme-new"),
    path("themes/<int:pk>/", pages.theme, name="theme"),
    path("themes/<int:pk>/edit/", keeping.theme_edit, name="theme-edit"),
    path("themes/<int:pk>/<str:step>/", keeping.theme_step, name="theme-step"),
]
