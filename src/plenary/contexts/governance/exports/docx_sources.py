"""The sources of a paper in .docx: raised numbers behind the sentences, and the list with its addresses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from plenary.contexts.governance.exports.citations import Reference
from plenary.contexts.governance.exports.paper import Paper, Span

SMALL = {"zh": 10.5, "en": 9}
HANGING = 24
"""Points by which an entry's further lines stand in, behind its number."""


def add_spans(paragraph: Paragraph, spans: Iterable[Span], glue: str) -> None:
    """Write the pieces of a paragraph, the numbers of their sources raised behind each."""
    for n, (text, refs) in enumerate(spans):
        paragraph.add_run(f"{glue if n else ''}{text}")
        raise_refs(paragraph, refs)


def raise_refs(paragraph: Paragraph, refs: str) -> None:
    """Write the numbers of sources raised behind what stands there already; nothing for none."""
    if refs:
        run = paragraph.add_run(refs)
        run.font.superscript, run.font.bold = True, False


def write_references(made: Docx, paper: Paper) -> None:
    """Write the list of the sources at the end; nothing where nothing is cited."""
    if not paper.references:
        return
    made.add_heading(paper.words["sources"], level=1)
    for one in paper.references:
        _entry(made, one, SMALL[paper.lang])


def _entry(made: Docx, one: Reference, size: float) -> None:
    paragraph = made.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent = Pt(HANGING), Pt(-HANGING)
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 - characters win over points
    indent.set(qn("w:firstLineChars"), "0")
    form.line_spacing_rule, form.space_after = WD_LINE_SPACING.SINGLE, Pt(2)
    form.widow_control = True
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    form.tab_stops.add_tab_stop(Pt(HANGING))
    paragraph.add_run(f"[{one.number}]\t{one.text} ").font.size = Pt(size)
    _link(paragraph, one.url, size)


def _link(paragraph: Paragraph, url: str, size: float) -> None:
    """Write an address that can be followed; python-docx has no links of its own."""
    place = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link: Any = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), place)
    run = Run(OxmlElement("w:r"), paragraph)
    run.text, run.font.size, run.font.underline = url, Pt(size), True
    link.append(run._r)  # noqa: SLF001 - python-docx makes no links
    paragraph._p.append(link)  # noqa: SLF001 - python-docx makes no links
