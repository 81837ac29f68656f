"""The forms of a body's and of a post's page: what comes from the directory is chosen, never typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.contexts.communications.forms.choices import (
    NamedChoice,
    NamedChoices,
    TitledChoices,
    choose,
    number_of,
)
from plenary.contexts.communications.forms.pages import CREDIT, MARKS, PageForm, initial_of
from plenary.contexts.communications.models import Page, Topic
from plenary.contexts.communications.selectors import pages
from plenary.contexts.communications.selectors.kinds import bodies, posts
from plenary.contexts.communications.services.writing import LONGEST
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post
from plenary.shared.actor import Actor
from plenary.shared.web.filters import side
from plenary.shared.web.record_form import RecordForm

WORDS = (
    ("summary_zh", "summary_en"),
    ("body_zh", "body_en"),
    ("source_side", "source_unit"),
    ("topics",),
    ("slug",),
    *CREDIT,
)
"""What is typed of either page, below what is chosen."""


def _former() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("Name former holders too"),
        required=False,
        help_text=_("With the days on which they came and left; only whom the public may know."),
    )


def _duties(lang: str, label: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 8})
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST[f"body_{lang}"],
        widget=area,
        help_text=MARKS,
    )


class PostChoice(NamedChoice):
    """A choice of posts by what they are held in and their title, in the language in force."""

    def label_from_instance(self, obj: Any) -> str:
        """Give the post with its body or unit."""
        return f"{side(obj.organisation, 'name')} – {side(obj, 'title')}"


class DirectoryForm(PageForm):
    """A page made from the directory, which gives its title and tells of no day."""

    is_words_alone = False

    def __init__(self, *args: Any, actor: Actor, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, is_new=is_new, **kwargs)
        for name in ("title_zh", "title_en", "held_on"):
            del self.fields[name]
        self.fields.pop("part_of", None)


class BodyForm(DirectoryForm):
    """A body's page: its introduction, and of which posts it names the holders."""

    rows = (("posts", "past_posts"), *WORDS)

    posts = TitledChoices(
        Post.objects.none(),
        label=_("Posts whose holders are named"),
        required=False,
        help_text=_(
            "Name only whom the public may know. Nothing but post, name and day of appointment"
            " is told."
        ),
    )
    past_posts = TitledChoices(
        Post.objects.none(),
        label=_("Posts whose former holders are named too"),
        required=False,
        help_text=_(
            "With their days, among the posts chosen above; only whom the public may know."
        ),
    )

    def __init__(self, *args: Any, actor: Actor, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, is_new=is_new, **kwargs)
        body: Organisation | None = self.initial.get("body")
        if body is not None:
            for name in ("posts", "past_posts"):
                choose(self.fields[name], bodies.posts_of(body))

    def said(self) -> dict[str, Any]:
        """Give the words and the posts."""
        data = self.cleaned_data
        return {
            "given": self.given(),
            "post_ids": [post.pk for post in data["posts"]],
            "past_post_ids": [post.pk for post in data["past_posts"]],
        }


class PostForm(DirectoryForm):
    """A post's page: what it is answerable for, and whether former holders are named."""

    rows = (("names_former",), *WORDS)

    names_former = _former()
    body_zh = _duties("zh", _("Duties in Chinese"))
    body_en = _duties("en", _("Duties in English"))

    def said(self) -> dict[str, Any]:
        """Give the words, and whether former holders are named."""
        return {"given": self.given(), "names_former": self.cleaned_data["names_former"]}


class NewDirectoryForm(RecordForm):
    """Of which record of the directory a page is made, of which unit and under which topics."""

    source_unit = NamedChoice(Organisation.objects.none(), label=_("Source"), required=False)
    topics = NamedChoices(
        Topic.objects.none(), label=pgettext_lazy("portal", "Topics"), required=False
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["source_unit"], organisations.visible_to(actor))
        choose(self.fields["topics"], pages.topics())

    def said(self) -> dict[str, Any]:
        """Give the unit and the topics."""
        data = self.cleaned_data
        return {
            "source_unit_id": number_of(data["source_unit"]),
            "topic_ids": [topic.pk for topic in data["topics"]],
        }


class NewBodyForm(NewDirectoryForm):
    """Which body's page is made; its duties come from the directory too."""

    rows = (("body",), ("source_unit",), ("topics",))

    body = NamedChoice(Organisation.objects.none(), label=_("Body"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        choose(self.fields["body"], bodies.without_page(actor))

    def said(self) -> dict[str, Any]:
        """Give the body, the unit and the topics."""
        return {"body_id": self.cleaned_data["body"].pk, **super().said()}


class NewPostForm(NewDirectoryForm):
    """Which post's page is made, and what the post is answerable for."""

    rows = (
        ("post",),
        ("names_former",),
        ("duties_zh", "duties_en"),
        ("source_unit",),
        ("topics",),
    )

    post = PostChoice(Post.objects.none(), label=pgettext_lazy("page", "Post"))
    names_former = _former()
    duties_zh = _duties("zh", _("Duties in Chinese"))
    duties_en = _duties("en", _("Duties in English"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        choose(self.fields["post"], posts.without_page(actor))

    def said(self) -> dict[str, Any]:
        """Give the post, its duties, the unit and the topics."""
        data = self.cleaned_data
        chosen = {name: data[name] for name in ("names_former", "duties_zh", "duties_en")}
        return {"post_id": data["post"].pk, **chosen, **super().said()}


def body_initial(page: Page) -> dict[str, Any]:
    """Give a body's page as its form begins with it."""
    facts = page.told_body
    posts = list(facts.posts.values_list("pk", flat=True))
    past = list(facts.past_posts.values_list("pk", flat=True))
    return {**initial_of(page), "posts": posts, "past_posts": past, "body": facts.body}


def post_initial(page: Page) -> dict[str, Any]:
    """Give a post's page as its form begins with it."""
    return {**initial_of(page), "names_former": page.told_post.names_former}
