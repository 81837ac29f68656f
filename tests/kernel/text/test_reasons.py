"""A reason is given, is short enough to be kept whole, and carries no marking."""

import pytest

from plenary.kernel.text.validators import need_reason
from plenary.shared.errors import Refused


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Say why"),
        (" \r\n ", "Say why"),
        ("机密★10年", "secrecy marking"),
        ("x" * 501, "501 characters, and 500 are kept"),
    ],
)
def test_a_reason_is_refused_by_its_field(text, told):
    with pytest.raises(Refused, match=told) as caught:
        need_reason(text, field="answer")
    assert set(caught.value.fields) <= {"answer"}


def test_a_reason_is_kept_whole_without_its_edges():
    assert need_reason("  one\r\ntwo ") == "one\ntwo"
    assert need_reason("理" * 500) == "理" * 500
    with pytest.raises(Refused, match="301 characters, and 300"):
        need_reason("理" * 301, most=300)
    with pytest.raises(Refused, match="Why not"):
        need_reason(" ", missing="Why not?")
