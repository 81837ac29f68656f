"""The forms in which a printed paper is handed out."""

from plenary.contexts.governance.exports.docx import docx_of
from plenary.contexts.governance.exports.pdf import pdf_of

FILES = {
    "docx": (docx_of, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf_of, "application/pdf"),
}
