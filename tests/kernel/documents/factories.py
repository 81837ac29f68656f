"""Source texts and files for tests."""

import io
import zipfile
from itertools import count

from plenary.kernel.documents import services
from plenary.shared.actor import SYSTEM

_number = count(1)


def document(**fields):
    """A kept source text; the arguments are those of ``keep_document``."""
    n = next(_number)
    kept, _is_new = services.keep_document(
        **{
            "actor": SYSTEM,
            "kind": "readout",
            "lang": "zh",
            "text": f"第{n}次全会：要办好论坛。",
            "title": f"全会{n}",
            **fields,
        }
    )
    return kept


def archive(*names):
    """A ZIP archive with entries of these names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, "content")
    return buffer.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
