"""The title of a page as a picture: whole words, nothing cut off unseen, and no boxes instead of characters."""

import io

import pytest
from PIL import Image, ImageFont

from plenary.kernel.documents.images import apart, fonts
from plenary.kernel.documents.images.taking import Untaken
from plenary.kernel.documents.images.titles import BELOW as BANDS
from plenary.kernel.documents.images.titles import SIZES, banded, broken, draw_title, fitted
from plenary.shared.errors import Refused

FONT = fonts.chinese_font()
WIDTH, HEIGHT = 1040, 340
BELOW = "区外办 · 2025-05-09"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


def letters(size=72):
    return ImageFont.truetype(FONT[0], size)


@pytest.mark.parametrize(
    "title",
    [
        "短",
        "区政务服务中心窗口工作人员英语接待培训近日开班" * 3,
        "The counters of the district's service center now answer in eight languages",
        "Ünïcode — “quotes”, naïve café; 2025年第3期 English mixed with 中文标题",
        "Donaudampfschifffahrtsgesellschaft" * 4,
        "<b>&amp;</b> {{ title }} % \\",
        "字" * 400,
        "word " * 80,
    ],
)
def test_every_title_fits_its_picture(title):
    size, lines = fitted(title, FONT, WIDTH, HEIGHT)

    assert size in SIZES
    assert len(lines) * size * 1.35 <= HEIGHT
    assert all(letters(size).getlength(line) <= WIDTH + 2 for line in lines)
    drawn = Image.open(io.BytesIO(draw_title({"title": title, "below": BELOW}, FONT).data))
    assert drawn.size == (1200, 630)
    ink = drawn.convert("L").point(lambda value: 255 if value < 128 else 0).crop((0, 0, 1200, 500))
    left, top, right, low = ink.getbbox()
    assert left >= 76
    assert right <= 1126
    assert top >= 60
    assert low <= 440


def test_only_what_cannot_fit_ends_with_an_ellipsis():
    assert fitted("字" * 400, FONT, WIDTH, HEIGHT)[1][-1].endswith("…")
    assert fitted("word " * 80, FONT, WIDTH, HEIGHT)[1][-1].endswith("…")
    whole = "区政务服务中心窗口工作人员英语接待培训近日开班"
    assert "".join(fitted(whole, FONT, WIDTH, HEIGHT)[1]) == whole


def test_the_day_below_is_never_cut_away():
    office, rest = "Foreign Affairs Office of Shijingshan District", "9 May 2025 · illustrative"
    assert banded(BELOW, FONT, WIDTH) == (BANDS[0], [BELOW])
    assert banded(f"{office} · {rest}", FONT, WIDTH) == (BANDS[0], [office, rest])
    size, lines = banded(f"{office * 4} · {rest}", FONT, WIDTH)
    assert lines[0].endswith("…")
    assert lines[1] == rest
    assert all(letters(size).getlength(line) <= WIDTH for line in lines)


def test_lines_break_between_words_and_never_before_a_closing_mark():
    words = broken("one two three four five six seven eight nine ten eleven", letters(), WIDTH)
    assert " ".join(words) == "one two three four five six seven eight nine ten eleven"
    assert broken("政务服务窗口英语接待培训开班", letters(), 560) == [
        "政务服务窗口",
        "英语接待培训",
        "开班",
    ]
    for length in range(1, 16):
        lines = broken("字" * length + "，“后面”。还有《书》（注）" * 4, letters(), WIDTH)
        assert not [line for line in lines if line[0] in "，。”》）"]
        assert not [line for line in lines if line[-1] in "“《（"]


@pytest.mark.parametrize("title", ["好\U0001f600", "བོད་", "\ue000"])
def test_a_character_that_the_font_lacks_is_refused_rather_than_a_box(title):
    with pytest.raises(Untaken):
        draw_title({"title": title, "below": ""}, FONT)
    with pytest.raises(Refused, match="character"):
        apart.title_apart(title, BELOW, FONT)


def test_what_nobody_sees_leaves_no_title_without_its_picture():
    plain = draw_title({"title": "Opening hours", "below": ""}, FONT)
    assert draw_title({"title": "Opening\u200b hours\ufe0f", "below": ""}, FONT) == plain


def test_the_process_apart_draws_the_same_picture_each_time():
    one = apart.title_apart("政务服务窗口英语接待培训开班", BELOW, FONT)
    assert (one.name, one.media_type, one.width, one.height) == (
        "title.png",
        "image/png",
        1200,
        630,
    )
    assert (
        one.data == draw_title({"title": "政务服务窗口英语接待培训开班", "below": BELOW}, FONT).data
    )
    assert len(one.data) < 60_000


def test_the_packaged_font_comes_first_then_the_systems_and_else_there_is_none(
    monkeypatch, tmp_path
):
    assert fonts.chinese_font()[0].endswith(fonts.PACKAGED)
    monkeypatch.setattr(fonts, "PACKAGE", "no_such_package")
    monkeypatch.setattr(fonts, "FOLDERS", [str(tmp_path)])
    assert fonts.chinese_font() is None
    (tmp_path / fonts.COLLECTION).write_bytes(b"")
    assert fonts.chinese_font() == (str(tmp_path / fonts.COLLECTION), fonts.SIMPLIFIED)
