"""The addresses of OParl 1.1, open to anybody; governance's urls include them."""

from django.urls import path

from plenary.contexts.governance.views.oparl import objects

urlpatterns = [
    path("oparl/v1.1/", objects.system, name="oparl"),
    path("oparl/v1.1/bodies/", objects.bodies, name="oparl-bodies"),
    path("oparl/v1.1/body/", objects.body, name="oparl-body"),
    path("oparl/v1.1/body/<str:kind>/", objects.listing, name="oparl-list"),
    path("oparl/v1.1/organization/<uuid:key>/meetings/", objects.meetings, name="oparl-meetings"),
    path("oparl/v1.1/file/<uuid:key>/<str:how>/", objects.file, name="oparl-file"),
    path("oparl/v1.1/<str:kind>/<uuid:key>/", objects.record, name="oparl-object"),
]
