import io
import subprocess
import zipfile
import zlib
from collections import deque

import docx
import pytest
import typst
import xlsxwriter
from PIL import Image, PngImagePlugin

from plenary.kernel.documents.within import apart, office, raw
from plenary.kernel.documents.within.apart import refuse_secrets_within
from plenary.kernel.documents.within.child import texts_in
from plenary.kernel.documents.within.errors import Closed
from plenary.kernel.text.validators import refuse_secrecy
from plenary.shared.errors import Refused

MARKING = "机密★3年"
ENTITIES = "".join(f"&#{ord(char)};" for char in MARKING)
SPLIT = f"{MARKING[:1]}</w:t><w:t>{MARKING[1:]}"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture(autouse=True)
def _nothing_has_passed(monkeypatch):
    monkeypatch.setattr(apart, "PASSED", deque(maxlen=2))


def looked_through(data):
    """Look a file through in this process, as the child and its parent do together."""
    refuse_secrecy(*texts_in(data))


def document(**parts):
    """A Word document with these parts beside or instead of its own, each XML below the root."""
    buffer = io.BytesIO()
    made = docx.Document()
    made.add_paragraph("关于印发工作要点的通知")
    made.save(buffer)
    return packed(
        buffer.getvalue(),
        {
            name: f'<w:r xmlns:w="{WORD}">{xml}</w:r>' if isinstance(xml, str) else xml
            for name, xml in parts.items()
        },
    )


def packed(data, parts):
    """An archive with these parts in place of its own."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return buffer.getvalue()


def workbook(fill):
    """A workbook that is filled by a function."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        fill(book, book.add_worksheet("名单"))
    return buffer.getvalue()


def picture(kind, **saved):
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, kind, **saved)
    return buffer.getvalue()


def exif(tag, value):
    made = Image.Exif()
    made[tag] = value
    return made


def png_with(*chunks):
    """A PNG with chunks of text behind its head, as a programme or an enemy writes them."""
    made = picture("PNG")
    notes = (
        len(held).to_bytes(4) + kind + held + zlib.crc32(kind + held).to_bytes(4)
        for kind, held in chunks
    )
    return made[:33] + b"".join(notes) + made[33:]


def png_notes(*, is_packed):
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("Description", f"照片 {MARKING}", zip=is_packed)
    return picture("PNG", pnginfo=notes)


def text(words, element="t"):
    return f"<w:p><w:{element}>{words}</w:{element}></w:p>"


def pdf(words):
    """A PDF as a programme makes one: letters by their number in a font, everything packed."""
    return typst.compile(words.encode())


def pdf_with(*objects):
    """A PDF of one page with more objects in it."""
    made = pdf("An open page")
    return made.replace(b"%%EOF", b"\n".join(objects) + b"\n%%EOF")


def packed_stream(words):
    content = zlib.compress(words)
    return b"90 0 obj <</Length %d /Filter /FlateDecode>> stream\n%s\nendstream endobj" % (
        len(content),
        content,
    )


def hidden_sheet(book, _sheet):
    other = book.add_worksheet("备查")
    other.hide()
    other.write("C40", f"附件 {MARKING}")


WORKBOOKS = {
    "a hidden sheet": hidden_sheet,
    "a hidden sheet's name": lambda book, _sheet: book.add_worksheet(f"表{MARKING}").very_hidden(),
    "a number format": lambda book, sheet: sheet.write(
        "A1", 1, book.add_format({"num_format": '"机密"\\★0'})
    ),
    "a name of a place": lambda book, _sheet: book.define_name("等级", f'="{MARKING}"'),
    "a list to choose from": lambda _book, sheet: sheet.data_validation(
        "A1", {"validate": "list", "source": ["公开", MARKING]}
    ),
    "what is said at a cell": lambda _book, sheet: sheet.data_validation(
        "A1", {"validate": "any", "input_title": "注意", "input_message": MARKING}
    ),
    "a comment": lambda _book, sheet: sheet.write_comment("A1", f"请看 {MARKING}"),
    "a footer": lambda _book, sheet: sheet.set_footer(f'&L第&P页&R&"黑体,Bold"&12{MARKING}'),
    "a property": lambda book, _sheet: book.set_properties({"keywords": MARKING}),
    "a text box": lambda _book, sheet: sheet.insert_textbox("B2", MARKING),
    "a formula's words": lambda _book, sheet: sheet.write_formula("A1", f'="{MARKING}"&B1'),
    "pieces of one cell": lambda book, sheet: sheet.write_rich_string(
        "A1", "附件 机", book.add_format({"bold": True}), "密★", "3年"
    ),
}
FILES = {
    "a deleted word": lambda: document(**{"word/x.xml": text(MARKING, "delText")}),
    "a word with a deletion in it": lambda: document(
        **{
            "word/x.xml": "<w:p><w:t>附件 机</w:t><w:del><w:delText>要</w:delText></w:del><w:t>密★</w:t></w:p>"
        }
    ),
    "a comment": lambda: document(**{"word/comments.xml": text(f"见 {MARKING}")}),
    "a header": lambda: document(**{"word/header9.xml": text("机密")}),
    "an alternative text": lambda: document(**{"word/x.xml": f'<w:docPr descr="图 {MARKING}"/>'}),
    "a field": lambda: document(**{"word/x.xml": text(f'DOCVARIABLE "{MARKING}"', "instrText")}),
    "a variable": lambda: document(**{"word/settings.xml": f'<w:docVar w:val="{MARKING}"/>'}),
    "a chart's numbers": lambda: document(**{"word/charts/chart1.xml": f"<w:v>{MARKING}</w:v>"}),
    "the name of a part": lambda: document(**{f"word/embeddings/{MARKING}.bin": b"\0"}),
    "a workbook inside": lambda: document(
        **{"word/embeddings/a.xlsx": workbook(WORKBOOKS["a hidden sheet"])}
    ),
    "an object inside": lambda: document(
        **{"word/embeddings/a.bin": b"\xd0\xcf\x11\xe0" + MARKING.encode("utf-16-le")}
    ),
    "a photo inside": lambda: document(
        **{"word/media/a.jpg": picture("JPEG", comment=MARKING.encode())}
    ),
    "a pivot table's cache": lambda: packed(
        workbook(lambda _book, _sheet: None),
        {"xl/pivotCache/a.xml": f'<a><b v="附件 {MARKING}"/></a>'},
    ),
    "a part named in capitals": lambda: document(
        **{"word/comments.XML": text(SPLIT)},
    ),
    "a page of the web in a document": lambda: document(
        **{"word/a.htm": f"<p>x<br>{ENTITIES}</p>".encode()}
    ),
    "writing in RTF in a document": lambda: document(
        **{"word/a.rtf": b"{\\rtf1 " + "".join(f"\\u{ord(char)}?" for char in MARKING).encode()}
    ),
    "writing in RTF by its bytes": lambda: document(
        **{
            "word/a.rtf": b"{\\rtf1 "
            + "".join(f"\\'{byte:02x}" for byte in MARKING.encode("gb18030")).encode()
        }
    ),
    "a photo's comment": lambda: picture("JPEG", comment=f"x {MARKING}".encode()),
    "a photo's EXIF": lambda: picture("JPEG", exif=exif(0x010E, "TOP SECRET")),
    "a photo's EXIF for Windows": lambda: picture(
        "JPEG", exif=exif(0x9C9B, MARKING.encode("utf-16-le"))
    ),
    "a photo's XMP": lambda: picture("JPEG", xmp=f"<x:xmpmeta>{MARKING}</x:xmpmeta>".encode()),
    "a picture's note": lambda: png_notes(is_packed=False),
    "a picture's packed note": lambda: png_notes(is_packed=True),
    "a PDF's XMP": lambda: pdf_with(b"9 0 obj " + f"<x:xmpmeta>{MARKING}".encode()),
    "a PDF's packed stream": lambda: pdf_with(packed_stream(MARKING.encode("utf-16-be"))),
    "a PDF's comment in digits": lambda: pdf_with(
        b"9 0 obj <</Contents <FEFF%s>>> endobj" % MARKING.encode("utf-16-be").hex().encode()
    ),
    "a PDF's alternative text in octal": lambda: pdf_with(
        b"9 0 obj <</Alt (%s)>> endobj"
        % "".join(f"\\{byte:03o}" for byte in MARKING.encode("utf-16-be")).encode()
    ),
    "a file in a PDF": lambda: pdf(f'#pdf.attach("a.txt", bytes("{MARKING}"))\nAn open page'),
    "a name of a file in a PDF": lambda: pdf(
        '#pdf.attach("TOP SECRET.txt", bytes("a"))\nAn open page'
    ),
    "a PDF's page": lambda: pdf("TOP SECRET"),
    **{f"a workbook: {name}": lambda fill=fill: workbook(fill) for name, fill in WORKBOOKS.items()},
}
HARMLESS = {
    "a document": document,
    "a workbook": lambda: workbook(lambda _book, sheet: sheet.write("A1", "重点任务清单")),
    "a column of classes far down": lambda: workbook(
        lambda _book, sheet: sheet.write_column(
            "A1", ["项", "单位", "等级", "公开", "秘密", "机密"]
        )
    ),
    "the word in a sentence": lambda: document(
        **{"word/x.xml": text("保守国家秘密，The Secretary presided")}
    ),
    "a photo": lambda: picture("JPEG", exif=exif(0x010E, "国家保密局门前")),
    "a PDF": lambda: pdf("The secretary's word"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_marking_is_found_wherever_a_file_hides_it(name):
    with pytest.raises(Refused, match="secrecy marking"):
        looked_through(FILES[name]())


@pytest.mark.parametrize("name", HARMLESS)
def test_a_file_without_a_marking_passes(name):
    looked_through(HARMLESS[name]())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 no archive", "broken"),
        (b"%PDF-1.7\nno document", "broken"),
        (
            packed(document(), {"word/x.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "broken",
        ),
    ],
)
def test_a_file_that_cannot_be_opened_says_why(data, code):
    with pytest.raises(Closed) as closed:
        list(texts_in(data))

    assert closed.value.code == code


def test_a_file_is_looked_through_in_a_process_of_its_own():
    with pytest.raises(Refused, match="机密★"):
        refuse_secrets_within(FILES["a deleted word"]())
    with pytest.raises(Refused, match="damaged"):
        refuse_secrets_within(b"PK\x03\x04 no archive")

    with pytest.raises(Refused, match="机密★"):
        refuse_secrets_within(FILES["a picture's packed note"]())
    refuse_secrets_within(b"PK\x03\x04 no archive", may_be_damaged=True)
    refuse_secrets_within(document())


def test_a_damaged_part_hides_no_marking():
    """A programme opens the file without the part, so it is not taken for one in which nobody reads anything."""
    marked = document(**{"word/comments.xml": f"<w:p><w:t>{MARKING}</w:t></w:p>"})
    entities = f'<!DOCTYPE a [<!ENTITY b "c">]><a>会议材料 {MARKING}</a>'

    for data in (
        packed(marked, {"customXml/item9.xml": "<a>"}),
        packed(document(), {"customXml/item9.xml": entities}),
    ):
        with pytest.raises(Refused, match="机密★"):
            refuse_secrets_within(data, may_be_damaged=True)


def test_a_file_that_takes_too_long_is_refused(monkeypatch):
    def run(*_told, **_more):
        raise subprocess.TimeoutExpired("child", 1)

    monkeypatch.setattr(apart, "run_apart", run)

    with pytest.raises(Refused, match="in parts"):
        refuse_secrets_within(document(), may_be_damaged=True)


def test_a_file_that_unpacks_to_very_much_is_refused(monkeypatch):
    monkeypatch.setattr(office, "MOST_UNPACKED", 1000)

    with pytest.raises(Closed) as closed:
        list(texts_in(document()))

    assert closed.value.code == "too-large"


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8" + "秘密".encode() * (raw.MOST_FOUND + 1),
        png_with(*[(b"zTXt", b"a\0\0" + zlib.compress(bytes(1000)))] * 2),
    ],
    ids=["more words than anybody looks at", "notes that unpack to very much"],
)
def test_a_picture_that_holds_too_much_is_refused(data, monkeypatch):
    """A picture is looked through where it is handed in: nobody else waits for it."""
    monkeypatch.setattr(raw, "MOST_UNPACKED", 1500)

    with pytest.raises(Refused, match="too much"):
        refuse_secrets_within(data, may_be_damaged=True)
