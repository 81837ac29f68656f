"""Whatever the bytes are, the answer is a text or a plain sentence."""

import io
import zipfile
from pathlib import Path

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenary.readout.errors import ReadoutError
from plenary.readout.files import MAX_BYTES, MAX_CHARACTERS, read_file, text_of


def small_docx():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml",
            '<d xmlns="x"><body><p><r><t>The meeting was held.</t></r></p></body></d>',
        )
    return stream.getvalue()


VALID = (
    small_docx(),
    typst.compile(b"The meeting was held."),
    b"<html><body><p>The meeting was <b>held</b>.</p></body></html>",
    "会议要求，要抓好落实。".encode("gb18030"),
)
STARTS = (b"", b"PK\x03\x04", b"%PDF-1.4\n", b"<html>", b"\xff\xfe", b"\xfe\xff", b"<?xml")


def answer(data):
    """Give the text, or the code of the refusal; any other error is the test's failure."""
    try:
        return text_of(data).text
    except ReadoutError as refused:
        return refused.code


@settings(deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=3000))
def test_any_bytes_are_answered(start, rest):
    first = answer(start + rest)
    assert first == answer(start + rest)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(VALID), st.data())
def test_a_damaged_file_is_answered(whole, data):
    place = data.draw(st.integers(0, len(whole) - 1))
    damage = data.draw(st.binary(min_size=1, max_size=8))
    answer(whole[:place] + damage + whole[place + len(damage) :])
    answer(whole[:place])


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_an_empty_file_says_so(data):
    assert answer(data) in {"empty", "no-text"}


def test_a_file_of_fifty_megabytes_is_refused():
    assert answer(b"a" * (50 * 1024 * 1024)) == "too-large"


def test_a_file_is_refused_before_it_fills_the_memory():
    with pytest.raises(ReadoutError) as refused:
        read_file("/dev/zero")
    assert refused.value.code == "too-large"
    assert str(MAX_BYTES // 1024 // 1024) in refused.value.en


def test_a_text_that_no_readout_is_as_long_as_is_refused():
    assert answer(b"a" * (MAX_CHARACTERS + 1)) == "too-long"


def test_a_file_is_read_by_its_path(tmp_path):
    path = tmp_path / "简报.md"
    path.write_bytes("会议要求，要抓好落实。\r\n".encode("gbk"))
    extracted = read_file(path)
    assert extracted.text == "会议要求，要抓好落实。\r\n"
    assert (extracted.media_type, extracted.encoding) == ("text/markdown", "gb18030")


@pytest.mark.parametrize(
    ("path", "code"),
    [(Path("no such file"), "missing-file"), (Path(), "folder"), ("a\0b", "unreadable-file")],
)
def test_a_path_that_cannot_be_opened_is_answered(path, code):
    with pytest.raises(ReadoutError) as refused:
        read_file(path)
    assert refused.value.code == code
