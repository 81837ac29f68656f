"""Names the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Persons, posts and who holds a post when."""

    name = "plenary.kernel.people"
    verbose_name = _("Persons and posts")

    def ready(self) -> None:
        """Let the titles of posts be translated."""
        from plenary.kernel.people.models import Post  # noqa: PLC0415
        from plenary.kernel.people.selectors import posts_visible_to  # noqa: PLC0415
        from plenary.kernel.people.services import translate_post  # noqa: PLC0415
        from plenary.kernel.text.kinds import TextKind, register_kind  # noqa: PLC0415
        from plenary.kernel.text.profiles import ORGANISATION  # noqa: PLC0415

        register_kind(
            TextKind(
                model=Post,
                word=_("Post"),
                visible_to=posts_visible_to,
                write=translate_post,
                url=lambda post: post.organisation.get_absolute_url(),
                joined=("organisation",),
                profiles={"title": ORGANISATION},
                written_on=lambda post: post.abolished_on,
            )
        )
