import pytest

from plenary.kernel.documents import sorting
from plenary.shared.errors import Refused
from tests.kernel.documents.factories import DOCX, archive


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", sorting.PDF),
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"\xff\xd8\xff\xe0...", "image/jpeg"),
        (DOCX, sorting.DOCX),
        (archive("[Content_Types].xml", "xl/workbook.xml"), sorting.XLSX),
        ("要办好论坛\r\n".encode(), sorting.TEXT),
        ("要办好论坛".encode("gb18030"), sorting.TEXT),
        ("要办好论坛".encode("utf-16"), sorting.TEXT),
        (b"\n<!DOCTYPE html><p>", sorting.HTML),
        (b"<svg xmlns='x'><script/></svg>", sorting.TEXT),
    ],
)
def test_the_kind_is_told_by_content(data, kind):
    assert sorting.media_type(data) == kind


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", ".docx"),
        (b"{\\rtf1 text}", ".docx"),
        (b"GIF89a\x00", ".png"),
        (b"II*\x00\x00", ".pdf"),
        (b"Rar!\x1a\x07\x00", "Unpack"),
        (archive("a.txt"), "Unpack"),
        (archive("OFD.xml", "Doc_0/Document.xml"), ".pdf"),
        (archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "macros"),
        (archive("[Content_Types].xml", "ppt/presentation.xml"), ".pdf"),
        (b"MZ\x90\x00\x03", "not taken"),
        (b"\x00\x01\x02\xff", "not taken"),
        (b"\xff\xfe\x00", "not taken"),
    ],
)
def test_what_is_not_taken_is_answered_with_what_to_save_it_as(data, word):
    with pytest.raises(Refused) as refusal:
        sorting.media_type(data)

    assert word in str(refusal.value)
