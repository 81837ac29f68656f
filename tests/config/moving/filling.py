"""A row in each table that travels and holds none, of values that are easily spoilt on the way."""

import datetime as dt
import uuid

from django.db import models

from plenary.config.moving import tables

WORDS = "“甲\\乙”①\t𠮷 'é' %s \n"
"""Quotes, a sign beyond the first plane, an accent, a placeholder, line ends: what formats stumble over."""
AT = dt.datetime(2026, 2, 28, 23, 59, 59, 123456, tzinfo=dt.UTC)
VALUES = {
    models.BinaryField: b"\x00\xff\n",
    models.BooleanField: True,
    models.DateField: dt.date(2024, 2, 29),
    models.DateTimeField: AT,
    models.JSONField: {"甲": ["“", None, 1.5, {"": False}], "b": -(2**40)},
    models.TimeField: dt.time(23, 59, 59, 1),
    models.UUIDField: uuid.UUID("1f0e0c52-7f2b-4a8c-9d8e-0c1a6f4b2d31"),
}
PLAIN = {
    "communications.factcheckanswer": {"is_correct": True, "text": ""},
    "communications.news": {"topic_id": None},
    "governance.succession": {"decision_id": None},
}
"""What a table's own rules want of a row."""
ENDS = {"governance.succession": "new"}
"""A column that must point to another record than the one before."""


def fill_what_is_empty():
    """Put a row into each of them, whatever it points to first; give their names."""
    filled = []
    for model in tables.travelling():
        if not model._base_manager.exists():
            _fill(model)
            filled.append(tables.label(model))
    return filled


def _fill(model):
    given = {
        field.attname: _value(field, tables.label(model))
        for field in model._meta.concrete_fields
        if not field.primary_key
    }
    given |= PLAIN.get(tables.label(model), {})
    model._base_manager.bulk_create([model(**given)])


def _value(field, label):
    if field.related_model is not None:
        return _pointed_to(field, is_last=ENDS.get(label) == field.name)
    if field.choices:
        return next(one for one, _words in field.flatchoices if one != "")
    for kind in type(field).__mro__:
        if kind in VALUES:
            return VALUES[kind]
    if isinstance(field, models.CharField | models.TextField):
        return (WORDS * 40)[: field.max_length or 400].replace("\x00", "")
    return 7


def _pointed_to(field, *, is_last):
    kind = field.related_model
    if not kind._base_manager.exists():
        _fill(kind)
    found = kind._base_manager.order_by("-pk" if is_last else "pk")
    taken = field.model._base_manager.values(field.attname) if field.unique else ()
    return found.exclude(pk__in=taken).values_list("pk", flat=True)[0]
