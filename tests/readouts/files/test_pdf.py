"""The printed lines of a PDF are joined into its paragraphs; one without text is said to be a scan."""

import pytest
import typst

from plenary.readout.errors import ReadoutError
from plenary.readout.files import text_of

FIRST = (
    "The committee stressed that efforts will be made to strengthen cross-departmental coordination "
    "and to promote the high-quality development of international communication capabilities."
)
SECOND = (
    "It is essential to improve services for visitors and to report on progress before 30 June."
)


def pdf_of(*objects):
    """Write a PDF by hand, the first object being its catalogue."""
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, pdf_of.trailer)
    return out + b"startxref\n%d\n%%%%EOF\n" % table


pdf_of.trailer = b""


def page_of(drawing):
    """Write a PDF of one page in a Chinese font that every reader has."""
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 500] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        b" /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>"
        b" /W [1 95 500] /FontDescriptor 7 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
    )


def printed(*lines):
    """Draw lines of 20 Chinese characters' width; one that begins with two spaces is indented."""
    out = b"BT /F 15 Tf\n"
    for index, line in enumerate(lines):
        left = 50 + 30 * line.startswith("  ")
        text = line.strip().encode("utf-16-be").hex().encode()
        out += b"1 0 0 1 %d %d Tm <%s> Tj\n" % (left, 440 - 24 * index, text)
    return out + b"ET"


def lines(data):
    return text_of(data, name="readout.pdf").text.splitlines()


def refusal_of(data):
    with pytest.raises(ReadoutError) as refused:
        text_of(data, name="readout.pdf")
    return refused.value.code


@pytest.mark.parametrize("width", [8, 9, 11, 14])
@pytest.mark.parametrize("justify", ["true", "false"])
def test_english_lines_are_joined_and_broken_words_mended(width, justify):
    source = (
        f'#set page(width: {width}cm, height: 16cm, margin: 1cm, numbering: "— 1 —")\n'
        f'#set par(justify: {justify})\n#set text(hyphenate: true, lang: "en")\n'
        f"= The Committee Meets\n{FIRST}\n\n{SECOND}\n"
    )
    assert lines(typst.compile(source.encode())) == ["The Committee Meets", FIRST, SECOND]


def test_a_paragraph_goes_on_across_the_page():
    source = (
        '#set page(width: 9cm, height: 4cm, margin: 1cm, numbering: "1")\n'
        f'#set text(hyphenate: false, lang: "en")\n{FIRST} {SECOND}\n'
    )
    assert lines(typst.compile(source.encode())) == [f"{FIRST} {SECOND}"]


def test_a_repeated_page_header_is_given_once():
    source = (
        "#set page(width: 9cm, height: 5cm, margin: 1.5cm, header: [Example District Bulletin])\n"
        f"{SECOND}\n#pagebreak()\n{SECOND}\n#pagebreak()\n{SECOND}\n"
    )
    assert lines(typst.compile(source.encode())).count("Example District Bulletin") == 1


def test_chinese_lines_are_joined_without_spaces():
    drawing = printed(
        "云湾区召开外事工作会议",
        "  五月八日，云湾区召开外事工作会议，区委书记",
        "主持会议并讲话，部分成员单位负责同志参加了会议",
        "并作汇报。",
        "  会议要求，要加强统筹，做好2025年重大活",
        "动服务保障。",
    )
    assert lines(page_of(drawing)) == [
        "云湾区召开外事工作会议",
        "五月八日，云湾区召开外事工作会议，区委书记主持会议并讲话，部分成员单位负责同志参加了会议并作汇报。",
        "会议要求，要加强统筹，做好2025年重大活动服务保障。",
    ]


def test_a_scan_is_said_to_be_one():
    assert refusal_of(page_of(b"0.5 g 10 10 300 400 re f")) == "scan"


def test_letters_without_meaning_are_refused():
    assert refusal_of(page_of(printed("\ue123\ue124\ue125\ue126\ue127"))) == "garbled-pdf"


def test_a_locked_document_is_refused(monkeypatch):
    lock = b"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>"
    monkeypatch.setattr(pdf_of, "trailer", lock % (b"41" * 32, b"42" * 32))
    assert refusal_of(page_of(printed("会议要求"))) == "encrypted"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n" + b"garbage " * 500])
def test_a_damaged_document_is_refused(data):
    assert refusal_of(data) == "broken-pdf"


def test_a_book_is_refused():
    source = "#set page(width: 3cm, height: 3cm, margin: 0cm)\n" + "A#pagebreak()\n" * 301
    assert refusal_of(typst.compile(source.encode())) == "many-pages"
