"""Files of terms: written without loss, read with care, refused in plain words."""

import io
import string
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from plenary.contexts.language.exchange import apart, tables, tbx_reading
from plenary.contexts.language.exchange.entry import FIELDS, PROFILES, UNDATED, Entry, Name, faults
from plenary.contexts.language.exchange.errors import Unreadable
from plenary.contexts.language.exchange.status import Status
from plenary.contexts.language.exchange.table_writing import lines_of_csv, workbook
from plenary.contexts.language.exchange.tbx_writing import pieces_of_tbx

RULES = etree.RelaxNG(etree.parse(Path(__file__).parent / "tbx_basic.rng"))
ODD = "｜\\'\"=+-@,;\t<>&]\u3000\u2028é中国_x0041_：plenary:"
NEW_TBX = '<tbx type="TBX-Basic" style="dca" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>{}</body></text></tbx>'

line = st.text(alphabet=string.ascii_letters + string.digits + " " + ODD, min_size=1, max_size=30)
several = st.text(alphabet=string.ascii_letters + " \n\r" + ODD, max_size=60)
days = st.one_of(st.just(""), st.dates().map(lambda d: d.replace(year=2020).isoformat()))
name_of = st.builds(
    Name, st.sampled_from(["zh", "en"]), line, st.sampled_from(["accepted", "forbidden"]), line
)
entries = st.builds(
    Entry,
    code=line,
    name_zh=line,
    name_en=line,
    profile=st.sampled_from(PROFILES),
    domain=line,
    definition_zh=several,
    definition_en=several,
    note=several,
    source=line,
    source_on=st.one_of(days, st.just(UNDATED)),
    valid_from=days,
    valid_to=days,
    names=st.lists(name_of, max_size=4).map(tuple),
).map(lambda entry: entry.tidy())
whole = entries.filter(lambda entry: not faults(entry) and entry.code)
statuses = st.builds(
    Status,
    state=st.sampled_from(["", "draft", "proposed", "approved", "retired"]),
    revision=st.sampled_from(["", "1", "27"]),
    approved_by=st.sampled_from(["", "Edda <Lin> & Co"]),
    approved_on=days,
)
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def tbx(some):
    return "".join(
        pieces_of_tbx([(one, Status()) for one in some], title="Terms & names", source="Plenary")
    ).encode()


def from_tbx(data):
    return [row.entry for row in tbx_reading.rows_of_tbx(data)]


def sheet(rows, merge=None):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    for at, row in enumerate(rows):
        page.write_row(at, 0, row)
    if merge:
        page.merge_range(*merge)
    book.close()
    return out.getvalue()


def code_of(rows):
    with pytest.raises(Unreadable) as caught:
        list(rows)
    return caught.value.code


@QUICK
@given(st.lists(st.tuples(whole, statuses), min_size=1, max_size=4))
def test_tbx_brings_back_what_it_was_given_and_keeps_to_the_structure(lines):
    data = "".join(pieces_of_tbx(lines, title="Terms & names", source="Plenary")).encode()

    RULES.assertValid(etree.fromstring(data))
    assert [(row.entry, row.status) for row in tbx_reading.rows_of_tbx(data)] == lines


@QUICK
@given(st.lists(st.tuples(whole, statuses), min_size=1, max_size=4), st.sampled_from(["zh", "en"]))
def test_tables_bring_back_where_each_entry_stood(lines, lang):
    of_csv = list(tables.rows_of_csv("".join(lines_of_csv(lines, lang=lang)).encode()))
    of_sheet = list(tables.rows_of_workbook(workbook(lines, lang=lang)))

    for rows in (of_csv, of_sheet):
        assert [(row.entry, row.status) for row in rows] == lines


FULL = Entry(
    code="plenary-1",
    name_zh="友好城市",
    name_en="Sister City",
    profile="government-text",
    domain="exchange",
    definition_zh="两地结好\n第二行",
    definition_en="Two places that are tied\nsecond line",
    note="=1+1 ｜ a remark",
    source="DB11/T 585-2020",
    source_on="2021-04-01",
    valid_from="2021-04-01",
    valid_to="2030-12-31",
    names=(
        Name("en", "Friendship City", "accepted", "since 2021 ｜ both"),
        Name("en", "Friend Town", "forbidden", "not a town"),
        Name("zh", "友城", "accepted", "简称"),
        Name("zh", "姊妹城", "forbidden", "台湾用法"),
    ),
).tidy()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("dated", ["2021-04-01", UNDATED, ""])
def test_an_entry_with_every_field_filled_goes_round_all_three_forms_unchanged(lang, dated):
    status = Status("retired", "3", "Edda <Lin> & Co", "2021-05-01")
    kept = [(replace(FULL, source_on=dated), status)]
    assert all(getattr(FULL, name) for name in FIELDS)

    for _round in range(2):
        data = "".join(pieces_of_tbx(kept, title="T", source="S")).encode()
        of_tbx = [(row.entry, row.status) for row in tbx_reading.rows_of_tbx(data)]
        data = "".join(lines_of_csv(of_tbx, lang=lang)).encode()
        of_csv = [(row.entry, row.status) for row in tables.rows_of_csv(data)]
        data = workbook(of_csv, lang=lang)
        of_sheet = [(row.entry, row.status) for row in tables.rows_of_workbook(data)]
        assert of_tbx == of_csv == of_sheet == kept
        kept = of_sheet


@QUICK
@given(line)
def test_no_cell_of_a_csv_can_start_a_formula(text):
    entry = Entry(code="c", name_zh=text, name_en="x")

    cell = tables.guarded(text)

    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert tables.unguarded(cell) == text
    assert entry.name_zh == text


def test_a_draft_with_one_name_survives_tbx():
    entry = Entry(
        code="a",
        name_en="Only English",
        definition_zh="仅有释义",
        names=(Name("zh", "旧", "forbidden"),),
    ).tidy()
    other = Entry(code="b", name_zh="只有中文", definition_en="Only a definition").tidy()

    assert from_tbx(tbx([entry, other])) == [entry, other]


def test_a_file_of_the_older_form_is_read():
    data = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcdv04.dtd">
    <martif type="TBX" xml:lang="en"><text><body><termEntry id="x1">
      <descripGrp><descrip type="subjectField">transport</descrip></descripGrp>
      <descrip type="definition">Where trains stop</descrip>
      <langSet xml:lang="zh-CN"><tig><term>车站</term></tig></langSet>
      <langSet xml:lang="en-GB"><ntig><termGrp><term>Railway Station</term></termGrp></ntig>
        <tig><term>Train Place</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
      <langSet xml:lang="fr"><tig><term>gare</term></tig></langSet>
    </termEntry></body></text></martif>""".encode()

    [entry] = from_tbx(data)

    assert (entry.name_zh, entry.name_en, entry.code) == ("车站", "Railway Station", "")
    assert (entry.domain, entry.definition_en) == ("transport", "Where trains stop")
    assert entry.names == (Name("en", "Train Place", "forbidden"),)


def test_the_style_of_tags_is_read_too():
    data = """<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
      xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
      <conceptEntry id="c1"><min:subjectField>metro</min:subjectField>
      <langSec xml:lang="zh"><termSec><term>换乘</term></termSec></langSec>
      <langSec xml:lang="en"><basic:definition>To change lines</basic:definition>
      <termSec><term>Change</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
      <termSec><term>Transfer</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec>
      </conceptEntry></body></text></tbx>""".encode()

    [entry] = from_tbx(data)

    assert (entry.name_en, entry.domain) == ("Transfer", "metro")
    assert entry.names == (Name("en", "Change", "accepted"),)
    assert entry.definition_en == "To change lines"


def test_two_preferred_names_of_one_language_are_a_fault_of_the_row():
    term = '<termSec><term>{}</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>'
    data = NEW_TBX.format(
        "<conceptEntry id='a'><langSec xml:lang='zh'><termSec><term>甲</term></termSec></langSec>"
        f"<langSec xml:lang='en'>{term.format('One')}{term.format('Two')}</langSec></conceptEntry>"
    )

    [row] = tbx_reading.rows_of_tbx(data.encode())

    assert row.faults == [("two-preferred", {"language": "en", "first": "One", "second": "Two"})]


BOMB = """<?xml version="1.0"?><!DOCTYPE tbx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><tbx>&b;</tbx>"""
FETCH = """<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>&x;</tbx>"""


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (BOMB.encode(), "entities"),
        (FETCH.encode(), "entities"),
        (BOMB.encode("utf-16"), "entities"),
        (b"<html><body>no</body></html>", "not-tbx"),
        (b"<tbx><text><body><conceptEntry></body>", "broken-xml"),
        (b"not xml at all", "broken-xml"),
        ("<?xml version='1.0' encoding='utf-8'?><tbx>\xe9</tbx>".encode("latin-1"), "broken-xml"),
    ],
)
def test_a_dangerous_or_broken_tbx_is_refused(data, code):
    assert code_of(tbx_reading.rows_of_tbx(data)) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("甲,乙\n1,2\n", "no-headings"),
        ("Chinese,English,English\n甲,a,b\n", "heading-twice"),
        ("", "no-headings"),
    ],
)
def test_a_table_whose_headings_say_nothing_is_refused(text, code):
    assert code_of(tables.rows_of_csv(text.encode())) == code


def test_a_table_in_another_encoding_is_read_or_refused():
    text = "中文,英文\n友城,Sister City\n"

    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        [row] = tables.rows_of_csv(text.encode(encoding))
        assert row.entry.name_zh == "友城"
    assert code_of(tables.rows_of_csv(b"\x81\xff\xff\x00,\xfe")) == "encoding"


def test_merged_headings_are_told_from_missing_ones():
    rows = [["名称", "", ""], ["中", "英", ""], ["甲", "A", ""]]

    assert code_of(tables.rows_of_workbook(sheet(rows, (0, 0, 0, 2, "名称")))) == "merged-headings"
    assert code_of(tables.rows_of_workbook(sheet(rows))) == "no-headings"
    assert code_of(tables.rows_of_workbook(b"PK\x03\x04 nonsense")) == "broken"
    assert code_of(tables.rows_of_workbook(sheet([["x"] * 250]))) == "too-many-columns"


def test_a_title_above_the_headings_and_columns_that_are_missing_are_taken():
    rows = [
        ["Our terms"],
        [],
        ["英文", "中文", "类别", "x"],
        ["Sister City", "友城", "友好", "y"],
        [],
        [2, 3],
    ]

    first, second = tables.rows_of_workbook(sheet(rows))

    assert (first.number, first.entry.name_zh, first.entry.domain) == (4, "友城", "友好")
    assert set(first.given) == {"name_zh", "name_en", "domain"}
    assert (second.number, second.entry.name_en) == (6, "2")


def test_a_formula_in_a_csv_is_a_fault_of_its_row():
    text = "Chinese,English\n甲,=HYPERLINK(1)\n乙,'=literal\n"

    first, second = tables.rows_of_csv(text.encode())

    assert first.faults == [("formula", {"written": "=HYPERLINK(1)"})]
    assert second.faults == []
    assert second.entry.name_en == "=literal"


@pytest.mark.apart
@pytest.mark.parametrize("kind", ["tbx", "csv", "xlsx"])
def test_a_file_is_read_in_a_process_of_its_own(kind):
    entry = Entry(code="k", name_zh="甲", name_en="A").tidy()
    data = {
        "tbx": tbx([entry]),
        "csv": "".join(lines_of_csv([(entry, Status())], lang="en")).encode(),
        "xlsx": workbook([(entry, Status())], lang="en"),
    }[kind]

    assert [row.entry for row in apart.rows_apart(data, kind, seconds=20, megabytes=300)] == [entry]


@pytest.mark.apart
def test_the_process_passes_refusals_on_and_is_ended_when_it_takes_too_much():
    assert code_of(apart.rows_apart(BOMB.encode(), "tbx", seconds=20, megabytes=300)) == "entities"
    entries = [Entry(code=f"c{n}", name_zh=f"甲{n}", name_en=f"A {n}") for n in range(40_000)]
    large = tbx(entries)

    assert code_of(apart.rows_apart(large, "tbx", seconds=1, megabytes=300)) == "too-slow"


FOREIGN = """<?xml version="1.0"?>
<?xml-model href="x.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader><fileDesc>
<publicationStmt><p>One</p><p>Two</p></publicationStmt><sourceDesc><p>Made elsewhere</p></sourceDesc></fileDesc></tbxHeader>
<text><body><conceptEntry id="c1">
  <transacGrp><transac type="transactionType">origination</transac><date>2010-04-17</date>
    <transacNote type="responsibility" target="p1">Somebody</transacNote></transacGrp>
  <descrip type="subjectField">metro</descrip><xref type="xGraphic" target="https://x.example/a.jpg">A.jpg</xref>
  <admin type="customerSubset">Atlantis</admin><note>One <hi type="bold">remark</hi></note>
  <langSec xml:lang="en-GB"><descripGrp><descrip type="definition">To change <hi>lines</hi></descrip>
      <admin type="source">Handbook 2007</admin></descripGrp>
    <termSec><term>transfer</term><termNote type="partOfSpeech">noun</termNote>
      <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
      <descripGrp><descrip type="context">The transfer is long.</descrip></descripGrp></termSec>
    <termSec><term>interchange</term><termNoteGrp><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>
      <note>until 2010</note></termNoteGrp></termSec></langSec>
  <langSec xml:lang="zh-Hans"><termSec><term>换乘</term></termSec></langSec>
  <langSec xml:lang="fr"><termSec><term>correspondance</term></termSec></langSec>
</conceptEntry></body></text></tbx>"""


def test_an_entry_with_all_that_tbx_basic_has_is_read_and_what_has_no_place_is_told():
    [row] = tbx_reading.rows_of_tbx(FOREIGN.encode())

    entry = row.entry
    assert (entry.name_zh, entry.name_en, entry.domain) == ("换乘", "transfer", "metro")
    assert (entry.definition_en, entry.source) == ("To change lines", "Handbook 2007")
    assert (entry.note, entry.profile) == ("One remark", "")
    assert entry.names == (Name("en", "interchange", "forbidden", "until 2010"),)
    assert row.unread == (
        *("context", "customerSubset: Atlantis", "fr", "partOfSpeech", "xGraphic"),
    )
