"""Every kind of column that travels is written as JSON and read again as the same value."""

import datetime as dt
import json
import uuid

from plenary.config.moving import tables

SAMPLES = {
    "biginteger": -(2**40),
    "binary": b"\x00\xff",
    "boolean": True,
    "char": "印发",
    "date": dt.date(2026, 2, 28),
    "datetime": dt.datetime(2026, 2, 28, 9, 30, 15, 123456, tzinfo=dt.UTC),
    "float": 116.1946,
    "json": {"zh": "“甲”", "n": [1, None]},
    "positivebiginteger": 2**40,
    "positiveinteger": 7,
    "positivesmallinteger": 7,
    "slug": "visas",
    "smallinteger": -7,
    "text": "一\n二",
    "time": dt.time(9, 30, 15),
    "uuid": uuid.UUID("1f0e0c52-7f2b-4a8c-9d8e-0c1a6f4b2d31"),
}
"""A value of each kind; a table with a column of a new kind is given one here."""


def test_a_value_of_every_kind_of_column_comes_back_as_it_left():
    seen = set()
    for model in tables.travelling():
        for field in tables.columns(model):
            kind = tables.kind(field)
            if field.primary_key or kind.startswith("->") or kind in seen:
                continue
            seen.add(kind)
            row = dict.fromkeys((one.attname for one in tables.columns(model)), None)
            told = json.loads(json.dumps({**row, field.attname: tables.plain(SAMPLES[kind])}))
            back = getattr(tables.record_of(model, told), field.attname)
            assert back == SAMPLES[kind], (tables.label(model), field.name)
    assert seen == set(SAMPLES)
