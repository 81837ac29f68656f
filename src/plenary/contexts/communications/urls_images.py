"""The addresses of photos: in the newsroom, and those that anybody may ask for."""

from django.urls import path

from plenary.contexts.communications.views import checks, images

PAGE = "newsroom/pages/<int:pk>/images"

urlpatterns = [
    path(
        "portal/check/<str:token>/images/<int:image_pk>.jpg",
        checks.check_image,
        name="fact-check-image",
    ),
    path("portal/images/<str:key>/<str:name>", images.public_image, name="public-image"),
    path(f"{PAGE}/", images.image_new, name="image-new"),
    path(f"{PAGE}/<int:image_pk>/", images.image, name="image"),
    path(f"{PAGE}/<int:image_pk>/whole.jpg", images.image_whole, name="image-whole"),
    path(f"{PAGE}/<int:image_pk>/lead/", images.image_lead, name="image-lead"),
    path(f"{PAGE}/<int:image_pk>/drop/", images.image_drop, name="image-drop"),
    path(f"{PAGE}/<str:key>/<str:name>", images.image_size, name="image-size"),
]
