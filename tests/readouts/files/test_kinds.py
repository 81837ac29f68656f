"""What a file is, is decided by its content; what is not read is answered with what to save it as."""

import io
import zipfile

import pytest

from plenary.readout.errors import ReadoutError
from plenary.readout.files import text_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def archive(*members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for member in members:
            made.writestr(member, "<x/>")
    return stream.getvalue()


UNREAD = {
    "Word 97": (OLE + "WordDocument".encode("utf-16-le"), "old-office"),
    "WPS": (OLE + b"\0" * 64, "old-office"),
    "a locked .docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "Excel 97": (OLE + "Workbook".encode("utf-16-le"), "spreadsheet"),
    "OFD": (archive("OFD.xml", "Doc_0/Document.xml"), "ofd"),
    ".xlsx": (archive("[Content_Types].xml", "xl/workbook.xml"), "spreadsheet"),
    ".pptx": (archive("ppt/presentation.xml"), "slides"),
    ".odt": (archive("mimetype", "content.xml", "META-INF/manifest.xml"), "opendocument"),
    ".zip": (archive("a.txt"), "archive"),
    "an empty .zip": (archive(), "archive"),
    ".rar": (b"Rar!\x1a\x07\x01\x00" + b"\0" * 40, "archive"),
    ".rtf": (rb"{\rtf1\ansi Meeting}", "rtf"),
    ".png": (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "image"),
    ".jpg": (b"\xff\xd8\xff\xe0" + b"\0" * 40, "image"),
    ".webp": (b"RIFF\x10\0\0\0WEBPVP8 ", "image"),
    ".heic": (b"\0\0\0\x18ftypheic" + b"\0" * 40, "image"),
    ".bmp": (b"BM" + (54).to_bytes(4, "little") + b"\0" * 48, "image"),
    ".mp4": (b"\0\0\0\x18ftypmp42" + b"\0" * 40, "media"),
    ".mp3": (b"ID3\x04" + b"\0" * 40, "media"),
    ".mht": (
        b'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="x"\r\n\r\n',
        "web-archive",
    ),
    "XML": (b'<?xml version="1.0"?><data><row>1</row></data>', "xml"),
}


@pytest.mark.parametrize(("data", "code"), UNREAD.values(), ids=UNREAD.keys())
def test_a_kind_that_is_not_read_is_named(data, code):
    with pytest.raises(ReadoutError) as refused:
        text_of(data, name="readout.txt")
    assert refused.value.code == code


def test_the_name_does_not_decide():
    assert text_of(b"The meeting was held.", name="minutes.pdf").media_type == "text/plain"
    page = b"<!DOCTYPE html><html><body><p>The meeting was held today.</p></body></html>"
    assert text_of(page, name="page.txt").media_type == "text/html"


def test_markdown_is_given_as_it_is():
    source = "# 简报 20250508\r\n\r\n**本报讯** 会议*要求*，要抓好落实。<br>\r\n"
    extracted = text_of(source.encode(), name="a.md")
    assert (extracted.text, extracted.media_type) == (source, "text/markdown")


def test_a_text_that_begins_with_header_lines_is_no_mail():
    source = "Date: 2025-05-08\nSource: Foreign Affairs Office\n\nThe committee met."
    assert text_of(source.encode()).text == source


def test_an_angle_bracket_at_the_start_makes_no_web_page():
    source = "<公开> 会议要求，要抓好落实。\n"
    assert text_of(source.encode()).text == source
