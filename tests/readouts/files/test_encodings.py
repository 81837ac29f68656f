"""Bytes are decoded the same way every time, whatever the file calls itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.readout.errors import ReadoutError
from plenary.readout.files.encodings import decode

CHINESE = "云湾区召开外事工作会议\r\n会议要求，要加强统筹协调，提升服务水平。\n\n来源：区外办\r\n"
ENGLISH = "The committee met on 3 March.\r\n“It is essential to act,” the chair’s note said.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "gb18030", "gbk", "gb2312", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("text", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_a_text_without_a_mark_is_decoded_with_its_line_ends_kept(text, encoding):
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("utf-32", "utf-32-le")],
)
def test_a_byte_order_mark_decides_and_is_not_part_of_the_text(encoding, named):
    decoded = decode(CHINESE.encode(encoding))
    assert (decoded.text, decoded.encoding) == (CHINESE, named)


def test_windows_quotation_marks_are_not_taken_for_chinese():
    decoded = decode(ENGLISH.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (ENGLISH, "cp1252")


def test_a_character_that_only_gb18030_has_is_kept():
    text = "会议由䶮某主持，要求做好各项工作。"
    assert decode(text.encode("gb18030")).text == text


def test_a_text_cut_in_the_middle_of_a_character_is_read_and_said_to_be_damaged():
    decoded = decode((CHINESE * 10).encode("utf-8")[:-4])
    assert decoded.encoding == "utf-8"
    assert decoded.is_damaged
    assert decoded.text.startswith(CHINESE)


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 20, b"\x7fELF\x02\x01\x01" + b"\0" * 200, b"\x01\x02\x03\x04" * 50],
    ids=["every byte", "a program", "control characters"],
)
def test_what_is_no_text_is_refused_as_binary(data):
    with pytest.raises(ReadoutError) as refused:
        decode(data)
    assert refused.value.code == "binary"


@given(
    st.text(
        st.sampled_from("会议要求加强统筹协调提升服务水平做好保障深化交往，。；\n"), min_size=12
    )
)
def test_everyday_chinese_survives_every_encoding(text):
    for encoding in ("utf-8", "gb18030"):
        assert decode(text.encode(encoding)).text == text
