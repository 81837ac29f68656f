"""A Word document comes out in its own order; one that is meant to harm does not come in."""

import io
import zipfile

import docx
import pytest

from plenary.readout.errors import ReadoutError
from plenary.readout.files import text_of
from plenary.readout.files.docx import MAX_PART_BYTES

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def made_by_hand(body, *, before=""):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        xml = f"{before}<w:document {SPACE}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", xml)
    return stream.getvalue()


def refusal_of(data):
    with pytest.raises(ReadoutError) as refused:
        text_of(data, name="readout.docx")
    return refused.value.code


def test_headers_paragraphs_and_tables_come_out_in_order():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "云湾区外事办公室"
    document.add_heading("外事工作会议召开", 0)
    document.add_paragraph("会议要求，\t要抓好落实。")
    table = document.add_table(2, 2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells],
        ["时间", "2025年5月8日", "内容", "第一段。\n第二段。"],
        strict=True,
    ):
        cell.text = text
    document.add_paragraph("来源：区外办")
    extracted = text_of(saved(document))
    assert extracted.text.splitlines() == [
        "云湾区外事办公室",
        "外事工作会议召开",
        "会议要求，\t要抓好落实。",
        "时间\t2025年5月8日",
        "内容\t第一段。",
        "第二段。",
        "来源：区外办",
    ]
    assert extracted.encoding is None


def test_a_table_inside_a_table_is_given_once():
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>外</w:t></w:r></w:p>{inner}</w:tc></w:tr></w:tbl>"
    assert text_of(made_by_hand(body)).text == "外\n内\n"


def test_deleted_words_and_field_codes_are_left_out_and_content_controls_opened():
    body = (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>要</w:t></w:r>"
        "<w:del><w:r><w:delText>不</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>抓好</w:t></w:r></w:ins>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>落实</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    assert text_of(made_by_hand(body)).text == "要抓好落实\n"


def test_a_text_box_follows_the_paragraph_that_it_hangs_on():
    box = "<w:txbxContent><w:p><w:r><w:t>盒中</w:t></w:r></w:p></w:txbxContent>"
    body = f"<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:pict>{box}</w:pict></w:r></w:p>"
    assert text_of(made_by_hand(body)).text == "正文\n盒中\n"


def test_a_document_without_text_says_so():
    assert refusal_of(made_by_hand("<w:p/>")) == "no-text"


def test_entities_are_refused():
    bomb = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    body = "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"
    assert refusal_of(made_by_hand(body, before=bomb)) == "unsafe-docx"


def test_a_document_that_unpacks_to_too_much_is_refused_before_it_is_unpacked():
    data = made_by_hand("<w:p/>" + " " * MAX_PART_BYTES)
    assert len(data) < 100_000
    assert refusal_of(data) == "unsafe-docx"


def test_a_size_that_lies_is_found_out():
    data = made_by_hand("<w:p/>" + " " * MAX_PART_BYTES)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.infolist()[0].file_size.to_bytes(4, "little")
    assert refusal_of(data.replace(size, (1000).to_bytes(4, "little"))) == "broken-docx"


def test_elements_nested_without_end_are_refused():
    body = "<w:smartTag>" * 250 + "</w:smartTag>" * 250
    assert refusal_of(made_by_hand(f"<w:p>{body}</w:p>")) in {"unsafe-docx", "broken-docx"}


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_document_cut_short_is_damaged(part):
    data = saved(docx.Document())
    assert refusal_of(data[: int(len(data) * part)]) == "broken-docx"


def test_a_document_whose_xml_is_not_well_formed_is_damaged():
    assert refusal_of(made_by_hand("<w:p>")) == "broken-docx"


def test_a_member_locked_with_a_password_is_refused():
    data = bytearray(made_by_hand("<w:p/>"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert refusal_of(bytes(data)) == "encrypted"
