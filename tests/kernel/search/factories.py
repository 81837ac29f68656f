"""Indexed records for tests of the search."""

from plenary.kernel.search import services
from tests import factories


def indexed(**fields):
    """A person who is indexed; the arguments are those of ``index_record``."""
    subject = fields.pop("subject", None) or factories.person()
    services.index_record(
        **{"subject": subject, "url": f"/people/{subject.pk}/", **fields},
    )
    return subject
