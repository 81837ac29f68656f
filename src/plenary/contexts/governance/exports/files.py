"""The forms in which a printed paper is handed out, and the paper as it is sent on."""

from dataclasses import replace

from plenary.contexts.governance.exports.docx import docx_of
from plenary.contexts.governance.exports.paper import Paper
from plenary.contexts.governance.exports.pdf import pdf_of

FILES = {
    "docx": (docx_of, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf_of, "application/pdf"),
}


def without_sources(paper: Paper) -> Paper:
    """Give a paper without the numbers behind its sentences and without the list at its end.

    The marks that nobody may overlook stay, and so do the version and its digest: by them the
    paper with its sources is found.
    """
    items = (
        replace(item, refs="", lines=tuple(replace(line, refs="") for line in item.lines))
        for item in paper.items
    )
    blocks = (
        replace(block, refs="", more=tuple(span._replace(refs="") for span in block.more))
        for block in paper.blocks
    )
    return replace(
        paper,
        overview=tuple(replace(line, refs="") for line in paper.overview),
        items=tuple(items),
        gaps=tuple(span._replace(refs="") for span in paper.gaps),
        blocks=tuple(blocks),
        references=(),
    )
