"""The forms of photos: the file, what it shows in both languages, whose it is, and its focus."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.contexts.communications.enums import Consent
from plenary.contexts.communications.forms.files import licence_field
from plenary.contexts.communications.models import PageImage
from plenary.contexts.communications.services.images.keeping import GIVEN, LONGEST, ImageGiven
from plenary.shared.web.record_form import RecordForm

FOCUS = ("focus_x", "focus_y")
WORDS = tuple(name for name in GIVEN if name not in FOCUS)


def _line(name: str, label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONGEST[name], **more)


def _percent(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=100, initial=50, **more)


class ImageForm(RecordForm):
    """What a photo shows and whose it is, and what of it stays in sight where it is cut."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("alt_zh", "alt_en"),
        ("credit_zh", "credit_en"),
        ("licence", "consent"),
        ("consent_by", "consent_kept"),
        FOCUS,
    )

    alt_zh = _line(
        "alt_zh",
        _("What it shows, in Chinese"),
        help_text=_("Read out to those who cannot see it. The page does not go out without it."),
    )
    alt_en = _line("alt_en", _("What it shows, in English"))
    credit_zh = _line(
        "credit_zh",
        _("Whose photo it is, in Chinese"),
        help_text=_("Stands under the photo. The page does not go out without it."),
    )
    credit_en = _line("credit_en", _("Whose photo it is, in English"))
    licence = licence_field(help_text=_("Stands beside the credit."))
    consent = forms.ChoiceField(
        label=_("Consent of the persons on it"),
        required=False,
        choices=[("", _("Not said yet")), *Consent.choices],
        help_text=_("The page does not go out before it is said."),
    )
    consent_by = _line(
        "consent_by",
        _("Whose consent"),
        help_text=_("Where it was given. Kept in the newsroom alone, never published."),
    )
    consent_kept = _line("consent_kept", _("Where the consent is kept"))
    focus_x = _percent(
        _("Focus, percent from the left"),
        help_text=_("What must stay in sight where lists cut the photo; 50 and 50 is its middle."),
    )
    focus_y = _percent(_("Focus, percent from the top"))

    def given(self) -> ImageGiven:
        """Give what is said of the photo, once the form is valid."""
        return ImageGiven(**{name: self.cleaned_data[name] for name in (*WORDS, *FOCUS)})


class NewImageForm(ImageForm):
    """A photo and what is said of it; its focus is set once it can be looked at."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("file",), *ImageForm.rows[:4])

    file = forms.FileField(
        label=_("Photo"),
        help_text=_(
            "JPEG, PNG or WebP, up to 50 megapixels. Place, camera and names inside the file are taken"
            " out; only the picture is kept."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FOCUS:
            del self.fields[name]

    def given(self) -> ImageGiven:
        """Give what is said of the photo, once the form is valid."""
        return ImageGiven(**{name: self.cleaned_data[name] for name in WORDS})


def initial_of(image: PageImage) -> dict[str, Any]:
    """Give a photo as its form begins with it."""
    return {name: getattr(image, name) for name in (*WORDS, *FOCUS)}
