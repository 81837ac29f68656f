"""Uploaded photos: what is refused and why, and that the clean picture says nothing of its maker."""

import io
import resource

import pytest
from PIL import Image

from plenary.kernel.documents.images import apart, taking
from plenary.kernel.documents.images.rendering import render
from plenary.kernel.documents.images.shapes import WIDTHS, crop
from plenary.kernel.documents.images.taking import Untaken, take
from plenary.shared.errors import Refused
from tests.kernel.documents import image_files as files

MEGABYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


def opened(data):
    return Image.open(io.BytesIO(data))


def colour(picture, x, y):
    """Say which of the two colours of the photo is found at this place."""
    red, _green, blue = picture.convert("RGB").getpixel((x, y))
    return "red" if red > blue else "blue"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (files.SVG, "svg"),
        (b"\xef\xbb\xbf\n<svg/>", "svg"),
        (files.HEIC, "heic"),
        (files.moving("GIF"), "other-picture"),
        (b"BM" + b"\0" * 60, "other-picture"),
        (b"II*\0" + b"\0" * 60, "other-picture"),
        (b"\x00\x00\x00\x1cftypavif" + b"\0" * 60, "other-picture"),
        (b"%PDF-1.7\n" + b"\0" * 60, "no-picture"),
        (b"PK\x03\x04" + b"\0" * 60, "no-picture"),
        (b"<html><script>alert(1)</script>", "no-picture"),
        (b"a letter", "no-picture"),
        (files.also_an_archive(), "two-files"),
        (files.also_a_web_page(), "two-files"),
        (files.also_a_document(), "two-files"),
        (files.moving("PNG"), "moving"),
        (files.moving("WEBP"), "moving"),
        (files.png_bomb(40_000, 40_000), "too-many-pixels"),
        (files.png_bomb(6_000, 6_000), "broken"),
        (files.text_bomb(), "broken"),
        (files.photo((400, 150)), "too-small"),
        (files.photo()[:2000], "broken"),
        (files.photo(form="PNG")[:200], "broken"),
        (b"\xff\xd8\xff" + b"\0" * 500, "broken"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 500, "broken"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 nothing", "broken"),
    ],
)
def test_what_is_no_plain_photo_is_refused(data, code):
    with pytest.raises(Untaken) as refused:
        take(data)

    assert refused.value.code == code


def test_the_photo_of_a_telephone_with_a_second_picture_in_it_is_taken():
    assert opened(take(files.moving("MPO")).data).size == (400, 300)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_clean_picture_holds_neither_place_nor_camera_nor_words(form):
    data = files.photo(form=form)
    assert files.TOLD.encode() in data

    taken = take(data)

    clean = opened(taken.data)
    assert clean.format == "JPEG"
    assert not clean.getexif()
    assert set(clean.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive",
                               "progression"}  # fmt: skip
    for hidden in (files.TOLD.encode(), b"somebody", b"Exif", b"GPS", b"http"):
        assert hidden not in taken.data
    for made in render(taken.data, 50, 50):
        assert files.TOLD.encode() not in made.data
        assert not opened(made.data).getexif()


@pytest.mark.parametrize(
    ("turn", "size", "first", "last"),
    [
        (1, (900, 600), "red", "blue"),
        (3, (900, 600), "blue", "red"),
        (6, (600, 900), "red", "blue"),
        (8, (600, 900), "blue", "red"),
        (99, (900, 600), "red", "blue"),
    ],
)
def test_a_photo_stands_as_it_was_held(turn, size, first, last):
    clean = opened(take(files.photo(turn=turn)).data)

    assert clean.size == size
    assert colour(clean, 5, 5) == first
    assert colour(clean, size[0] - 5, size[1] - 5) == last


@pytest.mark.parametrize("mode", ["RGBA", "L", "P", "CMYK", "I;16", "1", "LA"])
def test_every_kind_of_colour_becomes_the_usual_one(mode):
    form = "JPEG" if mode == "CMYK" else "PNG"
    middle = {"I;16": 40_000, "1": 1}.get(mode)
    picture = Image.new(mode, (300, 300), middle) if middle else Image.new("RGBA", (300, 300))
    data = files.saved(picture if middle else picture.convert(mode), form)

    clean = opened(take(data).data)

    assert clean.mode == "RGB"
    expected = {"I;16": 156, "RGBA": 255, "LA": 255, "1": 255}
    if mode in expected:
        assert abs(clean.getpixel((150, 150))[0] - expected[mode]) < 3


def test_colours_of_another_space_are_brought_over_and_a_broken_profile_is_let_go():
    from PIL import ImageCms  # noqa: PLC0415 - here alone

    picture = Image.new("RGB", (300, 300), (200, 60, 40))
    xyz = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    for profile in (xyz, b"no profile at all"):
        clean = opened(take(files.saved(picture, "PNG", icc_profile=profile)).data)
        assert clean.getpixel((9, 9))[0] > 150
        assert "icc_profile" not in clean.info


def test_renditions_have_the_sizes_asked_for_and_are_never_blown_up():
    wide = {one.name: one for one in render(take(files.photo((2400, 1600))).data, 50, 50)}
    assert {name for name in wide if name.endswith(".webp")} == {
        *(f"{width}.webp" for width in WIDTHS), "card-240.webp", "card-480.webp",
    }  # fmt: skip
    for name, made in wide.items():
        shown = opened(made.data)
        assert shown.size == (made.width, made.height)
        assert shown.get_format_mimetype() == made.media_type
        assert name.rpartition(".")[0].rpartition("-")[2] == str(made.width)
    assert (wide["960.jpg"].width, wide["960.jpg"].height) == (960, 640)
    assert (wide["card-480.jpg"].width, wide["card-480.jpg"].height) == (480, 360)

    narrow = {one.name for one in render(take(files.photo((700, 500))).data, 50, 50)}
    assert {"480.jpg", "700.jpg"} <= narrow
    assert "960.jpg" not in narrow


@pytest.mark.parametrize(
    ("focus", "box"),
    [
        ((50, 50), (200, 0, 1000, 600)),
        ((0, 0), (0, 0, 800, 600)),
        ((100, 100), (400, 0, 1200, 600)),
        ((40, 90), (80, 0, 880, 600)),
    ],
)
def test_a_card_is_cut_around_what_matters(focus, box):
    assert crop(1200, 600, *focus) == box
    assert crop(600, 1200, 50, 25) == (0, 75, 600, 525)


def test_the_process_apart_gives_the_picture_or_a_plain_sentence():
    taken = apart.take_apart(files.photo((600, 400)))
    assert opened(taken.data).size == (taken.width, taken.height) == (600, 400)
    made = apart.render_apart(taken.data, 50, 50)
    assert opened(made[0].data).size == (made[0].width, made[0].height)

    with pytest.raises(Refused, match="40000 × 40000") as refused:
        apart.take_apart(files.png_bomb(40_000, 40_000))
    assert "file" in refused.value.fields
    with pytest.raises(Refused, match="drawing"):
        apart.take_apart(files.SVG)


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_a_photo_of_forty_megapixels_is_taken_and_the_server_stays_small(form):
    data = files.large(form)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    spent = _seconds_of_children()

    taken = apart.take_apart(data)

    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert max(taken.width, taken.height) == taking.LONGEST
    assert len(taken.data) < 12 * MEGABYTE
    assert grown < 60
    assert _seconds_of_children() - spent < 20


def _seconds_of_children():
    """Give the processor time of the processes that took files apart: a busy machine makes none of it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize(
    ("limits", "sentence"), [((20, 8), "too much memory"), ((0.01, 400), "too long")]
)
def test_what_needs_more_than_it_may_is_stopped(monkeypatch, limits, sentence):
    monkeypatch.setattr(apart, "TAKING", limits)
    monkeypatch.setattr(apart, "SECONDS_TO_START", 0.0 if limits[0] < 1 else 10)

    with pytest.raises(Refused, match=sentence):
        apart.take_apart(files.photo((4000, 3000), form="PNG"))
