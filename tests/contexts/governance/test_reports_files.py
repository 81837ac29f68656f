"""The report as .docx, .pdf and .xlsx: texts, page, type, and the same bytes each time."""

import io
import re
import shutil
import subprocess

import pypdfium2 as pdfium
import pytest
import time_machine
from docx import Document
from docx.shared import Mm, Pt
from python_calamine import CalamineWorkbook

from plenary.contexts.governance.exports import citations, pdf
from plenary.contexts.governance.exports.docx import docx_of
from plenary.contexts.governance.exports.files import without_sources
from plenary.contexts.governance.exports.paper import paper_of, title_lines
from plenary.contexts.governance.exports.pdf import pdf_of
from plenary.contexts.governance.exports.xlsx import safe, xlsx_of
from plenary.contexts.governance.selectors import reports
from plenary.contexts.governance.services.report_editing import add_statement
from plenary.contexts.governance.services.report_freezing import freeze_report
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Refused
from tests.contexts.governance.report_factories import NOW, half_year, passage, task_list

DONE = {"quarter": 1, "done_zh": "=办会3场，新增“退税”商店4家。"}
FILES = {"docx": docx_of, "pdf": pdf_of, "xlsx": xlsx_of}


@pytest.fixture
def report(db):
    """A frozen half-year report: progress in Chinese only, a gap, and a statement without source."""
    with time_machine.travel(NOW, tick=False):
        of = task_list(1, entries=[DONE])
        second = of.entries.get().task
        second.pk, second.title_zh, second.title_en = None, "规范公共场所外语标识", ""
        second.save(force_insert=True)
        of.entries.create(task=second, number=2)
        made = half_year(of)
        add_statement(
            actor=SYSTEM,
            report_id=made.pk,
            item_number=2,
            text_zh="总体平稳。",
            text_en="Calm on the whole.",
            is_without_source=True,
        )
        made.refresh_from_db()
        return freeze_report(
            actor=SYSTEM, report_id=made.pk, seen_version=made.version, reason="审定"
        )


def paper(report, lang="zh"):
    return paper_of(report, reports.statements_of(report), lang)


def said(data):
    """The paragraphs of a .docx without the raised numbers of their sources."""
    return [
        "".join(run.text for run in p.runs if not run.font.superscript)
        for p in Document(io.BytesIO(data)).paragraphs
    ]


def pdf_text(data):
    document = pdfium.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return re.sub(r"\s+", "", text)


def test_the_chinese_document_has_the_margins_and_type_of_official_papers(report):
    made = Document(io.BytesIO(docx_of(paper(report))))
    section, styles = made.sections[0], made.styles
    fonts = styles["Normal"].element.rPr.rFonts

    assert [round(side.mm, 1) for side in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(side.mm, 1) for side in margins] == [37, 26, 35, 28]
    assert (styles["Normal"].font.size, styles["Title"].font.size) == (Pt(16), Pt(22))
    assert styles["Normal"].paragraph_format.line_spacing == Pt(28)
    assert styles["Normal"].paragraph_format.first_line_indent == Pt(32)
    assert fonts.get(f"{{{fonts.nsmap['w']}}}eastAsia") == "仿宋"
    assert made.settings.odd_and_even_pages_header_footer
    assert "PAGE" in section.footer._element.xml
    assert section.footer.paragraphs[0].text.startswith("— ")
    assert made.core_properties.language == "zh-CN"


def test_the_chinese_document_holds_the_published_form_and_every_mark(report):
    texts = said(docx_of(paper(report)))

    assert texts[0] == "关于2025年重点任务清单\n上半年落实情况的报告"
    assert "一、总体情况" in texts
    assert "第1项　第1项重点任务（牵头单位：区商务局；状态：正常推进）" in texts
    assert "=办会3场，新增“退税”商店4家。" in texts
    assert "本期无进展材料。总体平稳。［无来源］" in texts
    assert "三、本期无进展材料的任务" in texts


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_is_sent_on_without_its_sources_and_says_the_same(report, lang):
    whole, clean = paper(report, lang), without_sources(paper(report, lang))
    made = Document(io.BytesIO(docx_of(clean)))
    texts = [p.text for p in made.paragraphs]
    start = said(docx_of(whole)).index("出处" if lang == "zh" else "Sources")

    assert whole.references
    assert not [r for p in made.paragraphs for r in p.runs if r.font.superscript]
    assert [text for text in texts if text] == [t for t in said(docx_of(whole))[:start] if t]
    assert any("［无来源］" in text or "[no source]" in text for text in texts)
    pages = pdfium.PdfDocument(pdf_of(clean))
    printed = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert report.digest[:12] in printed
    assert "[1]" not in printed


def test_the_english_document_marks_what_is_not_translated(report):
    texts = said(docx_of(paper(report, "en")))

    assert "Item 1. Key task 1 (lead unit: Commerce Bureau; status: on track)" in texts
    assert "[not translated yet]" in texts
    assert any(
        text.startswith("Item 2. 规范公共场所外语标识 [not translated yet]") for text in texts
    )
    assert "No evidence for this period. Calm on the whole. [no source]" in texts


def passages(report):
    """The passages of a report, in the order in which they are cited first."""
    statements = reports.statements_of(report)
    return list(dict.fromkeys(s.passage for one in statements for s in one.sources.all()))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sentence_of_the_document_has_its_source_in_the_list_at_its_end(
    report, lang, settings
):
    settings.ORIGIN = "https://plenary.example"
    made = Document(io.BytesIO(docx_of(paper(report, lang))))
    texts = [p.text for p in made.paragraphs]
    start = texts.index("出处" if lang == "zh" else "Sources")
    raised = [r.text for p in made.paragraphs[:start] for r in p.runs if r.font.superscript]
    numbers = {int(n) for refs in raised for n in re.findall(r"\d+", refs)}
    entries = [text for text in texts[start + 1 :] if text]
    links = [p.hyperlinks[0].url for p in made.paragraphs[start + 1 :] if p.hyperlinks]

    cited = passages(report)
    assert len(entries) == len(cited) == max(numbers)
    assert links == [f"https://plenary.example{one.get_absolute_url()}" for one in cited]
    assert entries[0].startswith(
        "[1]\t工作状态：“" if lang == "zh" else "[1]\tState of the work: “"
    )
    with_sources = [one for one in reports.statements_of(report) if one.sources.all()]
    assert len(raised) == len(with_sources) + 1, "the list of gaps repeats one of them"


def test_runs_of_numbers_are_written_short():
    assert [citations.written(each) for each in ([], [2], [1, 3], [1, 2, 3, 5, 7, 8])] == [
        *("", "[2]", "[1, 3]", "[1–3, 5, 7–8]"),
    ]


def test_a_source_is_cited_in_the_files_language_where_both_texts_have_it(report):
    basis = passages(report)[0]
    basis.pair = passage("Join the “tax refund”", lang="en")
    basis.save()

    texts = {lang: paper(report, lang).references for lang in ("zh", "en")}
    assert any("“Join the ‘tax refund’”" in one.text for one in texts["en"])
    assert not any("tax refund" in one.text for one in texts["zh"])


def test_the_workbook_has_the_four_published_columns_and_no_formula(report):
    rows = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_of(paper(report)))).get_sheet_by_index(0)
    cells = rows.to_python()

    assert cells[3] == ["项号", "任务", "牵头单位", "进展情况"]
    assert cells[5] == ["第1项", "第1项重点任务", "区商务局", "'=办会3场，新增“退税”商店4家。"]
    assert "［无来源］" in cells[6][3]
    assert not any(str(cell).startswith(("=", "+", "-", "@")) for row in cells for cell in row)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_a_text_that_would_be_a_formula_is_quoted(text):
    assert safe(text) == "'" + text


def test_a_cell_is_never_longer_than_a_workbook_allows():
    assert len(safe("好" * 40_000)) == 32_767


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_pdf_holds_the_text_is_tagged_and_says_its_language(report, lang):
    data = pdf_of(paper(report, lang))
    text = pdf_text(data)

    wanted = {
        "zh": [
            "关于2025年重点任务清单",
            "第1项",
            "本期无进展材料",
            "［无来源］",
            "—1—",
            "出处[1]工作状态",
        ],
        "en": ["Item1.Keytask1", "[nottranslatedyet]", "[nosource]", "Sources[1]Stateofthework"],
    }
    assert [words for words in wanted[lang] if words not in text] == []
    assert (b"/Lang(zh-CN)" if lang == "zh" else b"/Lang(en-GB)") in data
    assert b"/MarkInfo" in data
    assert b"/StructTreeRoot" in data


def test_the_chinese_pdf_keeps_a4_and_the_margins(report):
    page = pdfium.PdfDocument(pdf_of(paper(report)))[0]
    text = page.get_textpage()
    every = [text.get_charbox(n) for n in range(text.count_chars())]
    boxes = [box for box in every if box[2] > box[0]]
    left, right, top = min(b[0] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)

    assert [round(side) for side in page.get_size()] == [595, 842]
    tolerance = Mm(1).pt
    assert left >= Mm(28).pt - tolerance
    assert right <= 595 - Mm(26).pt + tolerance
    assert top <= 842 - Mm(37).pt + tolerance


def test_what_looks_like_program_text_stays_text_in_the_pdf(report):
    statement = reports.statements_of(report)[0]
    statement.text_zh = '#panic("x") $x$ *b* [ ] \\ "'

    text = pdf_text(pdf_of(paper_of(report, [statement], "zh")))

    assert '#panic("x")$x$*b*[]\\"' in text


@pytest.mark.parametrize("ending", FILES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_frozen_reports_files_are_always_the_same(report, ending, lang):
    first = FILES[ending](paper(report, lang))
    with time_machine.travel("2027-02-03", tick=False):
        again = FILES[ending](paper(report, lang))

    assert first == again


def test_a_machine_without_a_chinese_font_is_told_what_to_install(report, monkeypatch):
    class NoFonts:
        @staticmethod
        def families():
            return ["Libertinus Serif"]

    monkeypatch.setattr(pdf, "fonts", NoFonts)

    with pytest.raises(Refused, match="apt install fonts-noto-cjk"):
        pdf_of(paper(report))


def test_long_titles_break_by_sense(report):
    report.title_zh = "关于区委外事工作委员会2025年重点任务清单上半年落实情况的报告"

    assert title_lines(paper(report)) == [
        "关于区委外事工作委员会2025年",
        "重点任务清单上半年落实情况的报告",
    ]


@pytest.mark.libreoffice
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_libreoffice_opens_the_document_and_shows_its_text(report, lang, tmp_path):
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LIBREOFFICE IS MISSING: the .docx is not opened in an office program")
    (tmp_path / "report.docx").write_bytes(docx_of(paper(report, lang)))

    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            tmp_path,
            tmp_path / "report.docx",
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )

    data = (tmp_path / "report.pdf").read_bytes()
    text = pdf_text(data)
    page = pdfium.PdfDocument(data)[0]
    assert [round(side) for side in page.get_size()] == [595, 842]
    assert ("关于2025年重点任务清单" if lang == "zh" else "Progressreportonthe2025list") in text
    assert ("—1—" in text) is (lang == "zh")
