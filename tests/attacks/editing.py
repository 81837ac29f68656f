"""What two editors of the same record do, one after the other, in a browser."""

from lxml import html

FIRST, SECOND = "What the first of them wrote", "What the second of them wrote"


def form_of(answer, *fields):
    """Give what the page's form for these fields would send, as a browser reads it."""
    page = html.fromstring(answer.content.decode())
    form = next(form for form in page.forms if {*fields} <= {*form.fields})
    return {name: value.removeprefix("\n") for name, value in form.form_values()}


def two_write(
    client, address, record, field, *, sent_to="", column="", beside="csrfmiddlewaretoken"
):
    """Let both write a field as they were shown it, and see that the second is told and loses nothing.

    ``sent_to`` is where the form is sent, where that is not where it is shown; ``column`` what of the
    record holds the field, where that is called otherwise; ``beside`` another field of the same form.
    """
    target, column = sent_to or address, column or field
    one = form_of(client.get(address), field, beside)
    other = dict(one)

    assert client.post(target, {**one, field: FIRST}).status_code == 302
    answer = client.post(target, {**other, field: SECOND})

    assert answer.status_code == 409
    assert FIRST in answer.content.decode()
    again = form_of(answer, field, beside)
    assert again[field] == SECOND
    record.refresh_from_db()
    assert getattr(record, column) == FIRST
    assert client.post(target, again).status_code == 302
    record.refresh_from_db()
    assert getattr(record, column) == SECOND
