"""The form that says who answers for a page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from plenary.contexts.communications.forms.choices import TitledChoice, choose
from plenary.kernel.people.models import Post
from plenary.shared.web.record_form import RecordForm


class OwnerForm(RecordForm):
    """The post that answers for a page, or its unit."""

    rows = (("post",),)

    post = TitledChoice(
        Post.objects.none(),
        label=_("Post that answers for the page"),
        required=False,
        empty_label=_("The unit that the page comes from"),
        help_text=_("Whoever holds the post is told of broken links; a successor inherits it."),
    )

    def __init__(self, *args: Any, posts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["post"], posts)
