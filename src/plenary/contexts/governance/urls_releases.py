"""The addresses of meetings' releases; governance's urls include them."""

from django.urls import path

from plenary.contexts.governance.views import releases

urlpatterns = [
    path("meetings/<int:pk>/release/", releases.release, name="release"),
    path("meetings/<int:pk>/release/public/", releases.propose_public, name="release-public"),
    path("meetings/<int:pk>/release/<str:stage>/", releases.propose, name="release-propose"),
    path("meetings/release/<int:pk>/<str:move>/", releases.settle, name="release-settle"),
    path("meetings/release/flags/", releases.flagged, name="release-flags"),
    path("meetings/public/", releases.public_texts, name="public-texts"),
    path("meetings/public/paper/<int:pk>/download/", releases.public_paper, name="public-paper"),
    path("meetings/public/<int:pk>/", releases.public_text, name="public-text"),
]
