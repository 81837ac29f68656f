"""Files of terms brought in: looked at first, then all of it or nothing, approved by somebody else."""

import io
import zipfile

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.language import jobs
from plenary.contexts.language.exchange import apart
from plenary.contexts.language.exchange.entry import Entry
from plenary.contexts.language.exchange.errors import Unreadable
from plenary.contexts.language.exchange.looking import look
from plenary.contexts.language.exchange.status import Status
from plenary.contexts.language.exchange.table_writing import lines_of_csv, workbook
from plenary.contexts.language.exchange.tables import rows_of_workbook
from plenary.contexts.language.exchange.tbx_writing import pieces_of_tbx
from plenary.contexts.language.models import ImportFile, ImportRow, Term, TermImport
from plenary.contexts.language.selectors import terms as selectors
from plenary.contexts.language.sentences import of_file
from plenary.contexts.language.services import (
    approving,
    deciding,
    importing,
    reading,
    writing,
)
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.audit.recording import history
from plenary.kernel.jobs.declaring import AGAIN
from plenary.kernel.text.validators import refuse_secrecy
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from plenary.shared.slots import Busy, parser_slot
from tests.contexts.language import factories as made
from tests.contexts.language.refusals import refused
from tests.factories import unit, unit_user

pytestmark = pytest.mark.django_db

HEAD = "代码,中文,英文,领域,英文禁用名称\n"
WHOLE = f"{HEAD},甲,A,,\n".encode()


@pytest.fixture
def translator():
    return made.translator(name="Tan")


@pytest.fixture
def editor():
    return made.editor(name="Edda")


def read(actor, text, name="terms.csv"):
    data = text if isinstance(text, bytes) else text.encode()
    started = reading.start_import(actor=actor, name=name, data=data)
    jobs.read_terms.call(started.pk)
    started.refresh_from_db()
    return started


def told(found):
    """Give what the page says of a file, in the language in force."""
    return " ".join(of_file(code, facts) for code, facts in found.faults)


def to_its_end(task, *arguments):
    """Do a job piece by piece, as a worker does, and give what the last one gave."""
    given = task.call(*arguments)
    while isinstance(given, dict):
        given = task.call(**given[AGAIN])
    return given


def bring_in(actor, found):
    importing.confirm_import(actor=actor, import_id=found.pk, seen_version=found.version)
    assert to_its_end(jobs.bring_in_terms, found.pk) == "done"
    found.refresh_from_db()
    return found


def verdicts(found):
    return {row.number: row.verdict for row in found.rows.all()}


def as_file(kind, entries):
    lines = [(entry, Status()) for entry in entries]
    if kind == "tbx":
        return "".join(pieces_of_tbx(lines, title="T", source="S")).encode()
    return (
        "".join(lines_of_csv(lines, lang="zh")).encode()
        if kind == "csv"
        else workbook(lines, lang="en")
    )


def all_entries():
    found = Term.objects.prefetch_related("designations").order_by("code")
    return [selectors.entry_of(term) for term in found]


def test_a_preview_says_of_each_row_what_it_would_do_and_touches_no_term(translator):
    kept = made.approved(code="k", name_zh="友城", name_en="Sister City")
    made.approved(code="s", name_zh="同", name_en="Same")
    before = list(Term.objects.values_list())

    found = read(
        translator.actor,
        f"{HEAD}k,友城,Friendship City,,\n,同,Same,,\n,新,New,road,Noo ｜ wrong\n,缺,,,\n,新,Newer,road,\n",
    )

    assert (found.state, found.read) == ("preview", 5)
    assert verdicts(found) == {2: "changed", 3: "unchanged", 4: "new", 5: "refused", 6: "refused"}
    assert found.counts == {"new": 1, "changed": 1, "unchanged": 1, "refused": 2}
    changed = found.rows.get(number=2)
    assert changed.changes == [["name_en", "Sister City", "Friendship City"]]
    assert changed.target_id == kept.pk
    assert found.rows.get(number=5).faults == [["no-english", {}]]
    assert found.rows.get(number=6).faults == [["same-term", {"row": 4}]]
    assert list(Term.objects.values_list()) == before
    assert not ImportFile.objects.exists()


def test_what_is_confirmed_becomes_proposals_and_the_approved_stays_in_force(translator, editor):
    kept = made.approved(code="k", name_zh="友城", name_en="Sister City", source="Law")
    mine = made.draft(translator.actor, code="d", name_zh="草", name_en="")
    found = read(
        translator.actor, f"{HEAD}k,友城,Friendship City,,Friend Town\nd,草,Draft,,\n,新,New,,\n"
    )

    done = bring_in(translator.actor, found)

    assert done.state == "done"
    assert Term.objects.get(pk=kept.pk).state == "approved"
    revision = Term.objects.get(code="k", revision=2)
    assert (revision.state, revision.name_en, revision.source) == (
        "proposed",
        "Friendship City",
        "Law",
    )
    assert [d.text for d in revision.designations.all()] == ["Friend Town"]
    mine.refresh_from_db()
    assert (mine.state, mine.name_en) == ("proposed", "Draft")
    new = Term.objects.get(name_zh="新")
    assert new.writer_ids == [translator.pk]
    assert history(new).get().action == "language.term.imported"
    assert done.terms.count() == 3
    with refused(Forbidden):
        approving.approve_import(actor=translator.actor, import_id=found.pk)

    outcome = approving.approve_import(actor=editor.actor, import_id=found.pk)

    assert (outcome.approved, outcome.left) == (3, 0)
    assert Term.objects.get(pk=kept.pk).state == "retired"
    assert Term.objects.get(code="k", state="approved").approved_by_name == "Edda"
    assert history(kept).last().action == "language.term.replaced"


def test_neither_who_handed_a_file_in_nor_who_confirmed_it_approves_it(editor, office):
    other = made.editor().actor
    found = read(editor.actor, f"{HEAD},甲,A,,\n")
    bring_in(other, found)

    assert sorted(Term.objects.get().writer_ids) == sorted([editor.pk, other.user_id])
    for actor in (editor.actor, other):
        with refused(Forbidden):
            approving.approve_import(actor=actor, import_id=found.pk)
    assert approving.approve_import(actor=office, import_id=found.pk).approved == 1


def test_a_column_that_is_not_there_leaves_what_is_there(translator):
    made.approved(
        code="k", name_zh="甲", name_en="A", source="Law", note="Keep", names=(made.accepted("B"),)
    )

    found = read(translator.actor, "Code,Source\nk,Standard\n")
    bring_in(translator.actor, found)

    entry = selectors.entry_of(Term.objects.get(code="k", revision=2))
    assert (entry.source, entry.note, entry.names) == ("Standard", "Keep", (made.accepted("B"),))


def test_what_a_person_must_look_at_is_left_when_a_file_is_approved(translator, editor):
    made.approved(name_zh="立交桥", name_en="Flyover")
    found = read(translator.actor, "中文,英文,生效日期\n立交桥,Bridge,2020-01-01\n新,New,\n")
    bring_in(translator.actor, found)
    mended = Term.objects.get(name_zh="新")
    writing.edit_term(
        actor=editor.actor,
        term_id=mended.pk,
        seen_version=None,
        entry=made.entry(code=mended.code, name_zh="新", name_en="Mended"),
    )

    outcome = approving.approve_import(actor=editor.actor, import_id=found.pk)

    assert (outcome.approved, outcome.left) == (0, 2)


def test_a_new_row_of_a_code_that_an_office_retired_becomes_a_next_revision(translator, office):
    term = made.approved(code="k", name_zh="甲", name_en="A")
    deciding.retire_term(actor=office, term_id=term.pk, seen_version=None, reason="Old")

    found = read(translator.actor, f"{HEAD}k,甲,A,,\n")
    bring_in(translator.actor, found)

    assert Term.objects.get(code="k", revision=2).state == "proposed"


@pytest.mark.parametrize("kind", ["tbx", "csv", "xlsx"])
def test_what_is_exported_changes_nothing_when_it_is_brought_in_again(translator, kind):
    made.approved(
        name_zh="长安街",
        name_en="CHANG'AN Ave",
        profile="road-sign",
        domain="roads",
        definition_zh="东西向\n大街",
        definition_en="An avenue & more",
        note="plenary:odd",
        source="DB11/T 334",
        source_on="2006-02-01",
        valid_from="2006-03-01",
        valid_to="2023-12-31",
        names=(
            made.forbidden("Changan Ave", reason="no ｜ apostrophe"),
            made.accepted("长街", side="zh"),
        ),
    )
    made.approved(name_zh="=1+1", name_en="-dash")
    made.draft(name_en="", name_zh="半")
    before = all_entries()

    found = read(translator.actor, as_file(kind, before), f"terms.{kind}")

    assert found.counts == {"new": 0, "changed": 0, "unchanged": 3, "refused": 0}
    assert all_entries() == before


@pytest.mark.parametrize("kind", ["tbx", "csv", "xlsx"])
def test_what_is_exported_makes_the_same_terms_in_an_empty_house(translator, kind):
    made.approved(profile="metro", names=(made.forbidden("Bad", reason="why"),), note="N\nM")
    before = all_entries()
    data = as_file(kind, before)
    Term.objects.all().delete()

    bring_in(translator.actor, read(translator.actor, data, f"terms.{kind}"))

    assert all_entries() == before


@pytest.mark.parametrize("kind", ["tbx", "csv", "xlsx"])
def test_a_file_with_a_secrecy_marking_is_refused_before_anything_is_stored(translator, kind):
    entries = [Entry(code=code, name_zh=code, name_en=code) for code in ("a", "b")]
    data = as_file(kind, [*entries, Entry(code="c", name_zh="丙", name_en="C", note="绝密★十年")])

    with pytest.raises(Refused) as refused:
        reading.start_import(actor=translator.actor, name=f"a.{kind}", data=data)

    said = str(refused.value.fields["upload"])
    assert "nothing was stored. Row " in said
    assert "绝密★" in said
    assert not TermImport.objects.exists()
    assert not ImportFile.objects.exists()


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("甲,乙\n1,2\n", "no row of headings"),
        (b"\x81\xff\xff\x00,\xfe", "Save the file as UTF-8"),
        ("<!DOCTYPE tbx [<!ENTITY a 'b'>]><tbx/>", "declares entities"),
        ("<tbx><text>", "broken at line 1"),
        ("<html/>", "its root is “html”"),
        ("Chinese,English\n", "holds no entry"),
    ],
)
def test_a_file_that_cannot_be_taken_is_answered_with_a_sentence(translator, text, match):
    found = read(translator.actor, text)

    assert found.state == "failed"
    assert match in told(found)
    assert not found.rows.exists()
    assert not ImportFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "match"),
    [
        ("a.csv", b"", "empty"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old .xls"),
        ("a.docx.txtx", b"hello", "read from .tbx"),
        ("[绝密]a.csv", b"x", "secrecy marking"),
        ("a.xlsm", b"PK\x03\x04[Content_Types].xml xl/workbook xl/vbaProject.bin", "macros"),
        ("a.docx", b"PK\x03\x04[Content_Types].xml word/document", "read from .tbx"),
    ],
)
def test_a_file_of_another_kind_is_refused_before_it_is_kept(translator, name, data, match):
    with refused(Refused, match):
        reading.start_import(actor=translator.actor, name=name, data=data)


def test_a_file_that_is_too_large_is_refused(translator, settings):
    settings.UPLOAD_LIMIT = 10

    with refused(Refused, "larger than 0 MB"):
        reading.start_import(actor=translator.actor, name="a.csv", data=b"x" * 11)


def test_others_bring_nothing_in():
    liaison = unit_user(unit()).actor

    with refused(Forbidden):
        reading.start_import(actor=liaison, name="a.csv", data=b"x")
    found = read(SYSTEM, f"{HEAD},甲,A,,\n")
    for service in (importing.confirm_import, importing.drop_import):
        with refused(NotFound):
            service(actor=liaison, import_id=found.pk, seen_version=None)
    with refused(NotFound):
        approving.approve_import(actor=liaison, import_id=found.pk)


def test_a_file_is_confirmed_once_and_only_where_there_is_something_to_do(translator):
    nothing = read(translator.actor, f"{HEAD},缺,,,\n")
    with refused(Refused, "nothing new or changed"):
        importing.confirm_import(actor=translator.actor, import_id=nothing.pk, seen_version=None)
    found = read(translator.actor, f"{HEAD},甲,A,,\n")
    with refused(Stale):
        importing.confirm_import(actor=translator.actor, import_id=found.pk, seen_version=9)
    bring_in(translator.actor, found)

    with refused(Refused, "not open"):
        importing.confirm_import(actor=translator.actor, import_id=found.pk, seen_version=None)
    assert importing.bring_in(import_id=found.pk) is None
    assert reading.read_import(import_id=found.pk) is None
    assert Term.objects.count() == 1


def test_a_term_base_that_changed_meanwhile_stops_the_import_and_says_so(translator, editor):
    term = made.draft(code="k", name_zh="甲", name_en="A")
    found = read(translator.actor, f"{HEAD}k,甲,B,,\n")
    again = read(translator.actor, f"{HEAD},乙,C,,\n")
    coded = read(translator.actor, f"{HEAD}z,丙,D,,\n")
    entry = made.entry(code="k", name_zh="甲", name_en="Mine")
    writing.edit_term(actor=editor.actor, term_id=term.pk, seen_version=None, entry=entry)
    made.draft(name_zh="乙", name_en="There")
    made.draft(code="z", name_zh="丁", name_en="Z")

    for one in (found, again, coded):
        importing.confirm_import(actor=translator.actor, import_id=one.pk, seen_version=None)
        assert jobs.bring_in_terms.call(one.pk) == "released"
        one.refresh_from_db()
        assert one.state == "preview"
        assert "has changed since this preview" in told(one)
    assert Term.objects.count() == 3
    assert Term.objects.get(pk=term.pk).name_en == "Mine"


def test_a_file_that_is_put_aside_is_forgotten(translator):
    found = read(translator.actor, f"{HEAD},甲,A,,\n")

    importing.drop_import(actor=translator.actor, import_id=found.pk, seen_version=None)

    assert not ImportRow.objects.exists()
    with refused(Refused, "not open"):
        importing.drop_import(actor=translator.actor, import_id=found.pk, seen_version=None)


def test_an_account_that_lost_its_role_brings_nothing_in(translator):
    found = read(translator.actor, f"{HEAD},甲,A,,\n")
    importing.confirm_import(actor=translator.actor, import_id=found.pk, seen_version=None)
    translator.access = {}
    translator.save()

    assert jobs.bring_in_terms.call(found.pk) == "released"
    assert not Term.objects.exists()
    TermImport.objects.filter(pk=found.pk).update(state="doing", confirmed_by_id=987654)
    assert jobs.bring_in_terms.call(found.pk) == "released"
    assert not Term.objects.exists()


def test_a_fault_of_plenarys_own_is_written_down_and_leaves_the_terms_alone(
    translator, monkeypatch
):
    found = read(translator.actor, f"{HEAD},甲,A,,\n")
    importing.confirm_import(actor=translator.actor, import_id=found.pk, seen_version=None)
    ImportRow.objects.update(entry={"no": "such field"})

    assert jobs.bring_in_terms.call(found.pk) == "failed"

    found.refresh_from_db()
    assert (found.state, "made a mistake" in told(found)) == ("preview", True)
    started = reading.start_import(actor=translator.actor, name="a.csv", data=WHOLE)
    TermImport.objects.filter(pk=started.pk).update(kind="odd")
    ImportFile.objects.all().delete()
    assert jobs.read_terms.call(started.pk) == "failed"
    started.refresh_from_db()
    assert started.state == "failed"


def test_comparing_costs_the_same_for_one_row_and_fifty(translator):
    def queries(rows):
        text = HEAD + "".join(f",词{n},Word {n},,\n" for n in range(rows))
        started = reading.start_import(actor=translator.actor, name="a.csv", data=text.encode())
        with CaptureQueriesContext(connection) as seen:
            reading.read_import(import_id=started.pk)
        return len(seen)

    made.approved(name_zh="词0", name_en="Word")
    assert queries(1) == queries(50)


def test_the_audit_log_knows_each_step_of_a_file(translator):
    bring_in(translator.actor, read(translator.actor, f"{HEAD},甲,A,,\n"))

    label = "language.termimport"
    actions = AuditRow.objects.filter(subject_type=label).values_list("action", flat=True)
    assert list(actions) == [
        "language.import.started",
        "language.import.lay_out",
        "language.import.confirmed",
        "language.import.brought_in",
    ]


def page(answer):
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode()


def test_a_file_goes_in_by_the_pages_and_is_approved_by_another(client, translator, editor):
    client.force_login(translator)
    assert client.post("/terms/import/", {}).status_code == 422
    wrong = client.post("/terms/import/", {"upload": SimpleUploadedFile("a.doc", b"x")})
    assert "read from .tbx" in page(wrong)
    upload = SimpleUploadedFile("a.csv", f"{HEAD},甲,A,,\n,乙,,,\n".encode())

    answer = client.post("/terms/import/", {"upload": upload})

    shown = page(client.get(answer.url))
    assert "The preferred English name is missing." in shown
    assert "甲 – A" in page(client.get(f"{answer.url}?show=new"))
    found = TermImport.objects.get()
    assert client.post(f"{answer.url}confirm/", {}).status_code == 422
    assert client.post(f"{answer.url}confirm/", {"seen_version": 77}).status_code == 409
    client.post(f"{answer.url}confirm/", {"seen_version": found.version})
    shown = page(client.get(answer.url))
    assert "1 entry of this file waits for approval." in shown
    assert "Approve all of them" not in shown
    assert client.post(f"{answer.url}approve/").status_code == 403
    client.force_login(editor)
    assert "Approve all of them" in page(client.get(answer.url))
    client.post(f"{answer.url}approve/")
    assert Term.objects.get().state == "approved"
    client.force_login(unit_user(unit()))
    assert client.get(answer.url).status_code == 403
    assert client.get("/terms/import/").status_code == 403


def test_a_page_shows_how_far_a_long_file_has_been_read(client, translator):
    client.force_login(translator)
    started = reading.start_import(actor=translator.actor, name="a.csv", data=WHOLE)
    TermImport.objects.filter(pk=started.pk).update(read=1200, expected=0)
    address = started.get_absolute_url()

    whole = page(client.get(address))
    part = page(client.get(f"{address}?part=doing", HTTP_HX_REQUEST="true"))

    assert "Read so far: 1200 entries." in whole
    assert 'http-equiv="refresh"' in whole
    assert part.lstrip().startswith("<section")
    jobs.read_terms.call(started.pk)
    done = client.get(f"{address}?part=doing", HTTP_HX_REQUEST="true")
    assert done["HX-Refresh"] == "true"
    client.post(f"{address}drop/", {"seen_version": 2})
    assert TermImport.objects.get().state == "dropped"


def test_anybody_takes_the_approved_terms_away_and_no_others(client):
    made.approved(name_zh="友城", name_en="=Sister")
    made.proposal(name_zh="未定", name_en="Not yet")

    for kind in ("tbx", "csv"):
        answer = client.get(f"/glossary/terms.{kind}")
        text = page(answer)
        assert f".{kind}" in answer["Content-Disposition"]
        assert "友城" in text
        assert "未定" not in text
    assert ",'=Sister," in text
    assert client.get("/glossary/terms.xlsx").status_code == 200
    assert client.get("/glossary/terms.doc").status_code == 404
    assert client.get("/terms.csv").status_code == 302


def test_a_list_is_taken_away_as_it_is_narrowed(client, translator):
    client.force_login(translator)
    made.approved(name_zh="友城")
    made.draft(name_zh="草稿")

    text = page(client.get("/terms.csv?state=draft"))

    assert "草稿" in text
    assert "友城" not in text
    assert client.get("/terms.csv?q=zzzz").status_code == 422


def test_two_preferred_names_in_a_file_are_refused_with_a_sentence(client, translator):
    client.force_login(translator)
    term = '<termSec><term>{}</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>'
    data = (
        "<tbx><text><body><conceptEntry><langSec xml:lang='zh'><termSec><term>甲</term></termSec></langSec>"
        f"<langSec xml:lang='en'>{term.format('One')}{term.format('Two')}</langSec></conceptEntry></body></text></tbx>"
    )
    found = read(translator.actor, data, "a.tbx")

    shown = page(client.get(found.get_absolute_url()))

    assert "More than one English name is marked as preferred" in shown


def test_an_entry_without_names_in_our_languages_is_refused_and_the_rest_is_taken(translator):
    entries = [Entry(code="a", name_zh="甲", name_en="A")]
    data = as_file("tbx", entries).replace(
        b"</body>",
        b"<conceptEntry id='c9'><langSec xml:lang='fr'><termSec><term>x</term></termSec></langSec></conceptEntry></body>",
    )

    found = read(translator.actor, data, "a.tbx")

    assert verdicts(found) == {1: "new", 2: "refused"}


@pytest.mark.django_db(transaction=True)
def test_a_file_that_finds_no_place_to_be_read_waits_for_one(client, translator, settings):
    client.force_login(translator)
    settings.PARSERS_AT_ONCE = 1
    started = reading.start_import(actor=translator.actor, name="a.csv", data=WHOLE)

    with parser_slot():
        answer = client.post("/terms/import/", {"upload": SimpleUploadedFile("b.csv", WHOLE)})
        assert answer.status_code == 503
        assert "reading other files" in page(answer)
        assert TermImport.objects.get() == started
        with pytest.raises(Busy):
            jobs.read_terms.call(started.pk)

    assert jobs.read_terms.call(started.pk) == "preview"


def test_an_account_that_was_closed_since_brings_nothing_in(translator):
    found = read(translator.actor, HEAD + ",会展中心,Convention Centre,,\n")
    importing.confirm_import(actor=translator.actor, import_id=found.pk, seen_version=None)
    translator.is_active = False
    translator.save(update_fields=["is_active"])

    with refused(NotFound):
        importing.bring_in(import_id=found.pk)


def test_a_list_of_two_columns_meets_the_entries_that_say_the_same(translator):
    term = made.approved(name_zh="友城", name_en="Sister City", profile="metro", domain="people")
    made.approved(name_zh="友城", name_en="Twin Town", profile="organisation", domain="people")

    plain = read(translator.actor, "中文,英文\n友城,Sister City\n友城,Friend City\n")
    noted = read(translator.actor, "中文,英文,备注\n友城,Sister City,Since 1990\n")
    placed = read(translator.actor, "中文,英文,文本类型\n友城,Sister City,道路交通标志\n")

    assert verdicts(plain) == {2: "unchanged", 3: "new"}
    assert [(row.verdict, row.target_id) for row in noted.rows.all()] == [("changed", term.pk)]
    assert verdicts(placed) == {2: "new"}


def test_columns_that_are_not_known_are_named_before_anything_is_brought_in(client, translator):
    client.force_login(translator)
    found = read(translator.actor, "中文,英文,电话,,备注二\n甲,A,1,,x\n乙,B,2,,y\n")

    page = client.get(found.get_absolute_url()).content.decode()

    assert found.state == "preview"
    assert "their headings are not known here: 电话, 备注二." in page
    bring_in(translator.actor, found)
    assert "not known here" not in client.get(found.get_absolute_url()).content.decode()
    assert read(translator.actor, "中文,英文\n丙,C\n").faults == []


def long_file(kind, note, rows=8):
    """Give a file of a kind, with a remark in its last entry, and what an eye sees of it at once."""
    entries = [Entry(code=f"k{n}", name_zh=f"机密{n}", name_en=f"Secret {n}") for n in range(rows)]
    return as_file(kind, [*entries, Entry(code="last", name_zh="末", name_en="Last", note=note)])


NEW_TBX = (
    '<tbx type="TBX-Basic" style="dca" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader><fileDesc>'
    "<titleStmt><title>{header}</title></titleStmt></fileDesc></tbxHeader><text><body>{}</body></text></tbx>"
)
MARKED = [
    "见绝密★十年",
    "机密",
    "绝\u200b密★十年",
    "机\u0301 密 ★",
    "ＴＯＰ　ＳＥＣＲＥＴ",
    "密级：机密\n丙",
]


def marked_rows(data, kind):
    """Give the numbers of the rows that a look through a file finds marked; 0 for what stands outside."""
    found = []
    for seen in look(data, kind):
        try:
            refuse_secrecy("\n".join(seen.texts))
        except Refused:
            found.append(seen.number)
    return found


@pytest.mark.parametrize("kind", ["tbx", "csv", "xlsx"])
def test_the_whole_of_a_long_file_is_looked_at_before_any_of_it_is_kept(
    translator, monkeypatch, kind
):
    monkeypatch.setattr(reading, "AT_ONCE", 100)
    assert [marked_rows(long_file(kind, note, rows=3), kind) for note in MARKED] == [
        [4 if kind == "tbx" else 5]
    ] * len(MARKED)
    with refused(Refused, "nothing was stored. Row "):
        data = long_file(kind, MARKED[0], rows=3)
        reading.start_import(actor=translator.actor, name=f"a.{kind}", data=data)
    monkeypatch.setattr(reading, "rows_apart", None)

    started = reading.start_import(
        actor=translator.actor, name=f"a.{kind}", data=long_file(kind, "随便")
    )

    assert (started.state, started.expected) == ("reading", 9)


NOTE = "<note>随便</note>"


@pytest.mark.parametrize(
    ("found", "put"),
    [
        (NOTE, "<note>&#26426;<![CDATA[密]]></note>"),
        (NOTE, "<note>机<!-- x -->密</note>"),
        (NOTE, "<note>绝<hi>密</hi>★</note>"),
        (NOTE, "<transacGrp><transac>绝密★十年</transac></transacGrp>"),
        ("<title>T</title>", "<title>绝密★十年</title>"),
        ("</body>", "</body><back>机密</back>"),
    ],
)
def test_what_a_tbx_hides_a_marking_in_does_not_hide_it(found, put):
    data = long_file("tbx", "随便", rows=1).decode()

    assert marked_rows(data.encode(), "tbx") == []
    assert len(marked_rows(data.replace(found, put).encode(), "tbx")) == 1


def test_a_tbx_without_an_entry_is_looked_through_before_its_name_is_kept(translator):
    data = NEW_TBX.format("", header="绝密★十年").encode()
    plain = NEW_TBX.format("", header="公开").encode()

    with refused(Refused, "nothing was stored."):
        reading.start_import(actor=translator.actor, name="a.tbx", data=data)
    assert not TermImport.objects.exists()
    assert "The file holds no entry." in told(read(translator.actor, plain, "a.tbx"))


def test_a_marking_in_a_column_a_sheet_or_a_part_that_is_not_read_is_found():
    assert marked_rows("中文,英文,其他\n甲,A,绝密★十年\n".encode(), "csv") == [2]
    assert marked_rows("绝密★十年\n中文,英文\n甲,A\n".encode(), "csv") == [1]
    for second, title in (("绝密★", "x"), ("x", "机密"), ("x", "x")):
        book = xlsxwriter.Workbook(out := io.BytesIO())
        page = book.add_worksheet()
        page.write_row(0, 0, ["中文", "英文"])
        page.write_row(1, 0, ["机密", "Confidential"])
        book.add_worksheet().write_row(0, 0, [second])
        book.set_properties({"title": title})
        book.close()
        expected = [] if second == title else [0]
        assert marked_rows(out.getvalue(), "xlsx") == expected


def a_workbook(dress=None, second=()):
    """Give a workbook of one term; ``dress`` may do more to its sheet, ``second`` is another sheet's rows."""
    book = xlsxwriter.Workbook(out := io.BytesIO())
    page = book.add_worksheet()
    page.write_row(0, 0, ["中文", "英文"])
    page.write_row(1, 0, ["机密", "Confidential"])
    if dress:
        dress(book, page)
    if second:
        other = book.add_worksheet()
        for at, row in enumerate(second):
            other.write_row(at, 0, row)
    book.close()
    return out.getvalue()


DRESSED = [
    (lambda _book, page: page.set_header("&C机密★10年"), [0]),
    (lambda _book, page: page.set_footer('&L第&P页&R&"SimSun,Bold"&12&KFF0000机密'), [0]),
    (lambda _book, page: page.set_header("&C公开 R&&D"), []),
    (
        lambda _book, page: page.data_validation(
            "A5", {"validate": "any", "input_title": "级别", "input_message": "绝密★长期"}
        ),
        [0],
    ),
    (
        lambda _book, page: page.data_validation(
            "A5", {"validate": "list", "source": ["公开", "秘密", "机密"]}
        ),
        [],
    ),
    (lambda _book, page: page.write_comment("A5", "机密★"), [0]),
    (lambda _book, page: page.insert_textbox("A5", "机密★", {"description": "x"}), [0]),
    (lambda _book, page: page.insert_textbox("A5", "x", {"description": "机密★"}), [0]),
    (lambda _book, page: page.write_formula("A9", '="机密★"', None, "机密★"), [9]),
    (lambda book, _page: book.define_name("Levels", '="机密"'), []),
]


@pytest.mark.parametrize(("dress", "expected"), DRESSED)
def test_a_marking_that_is_printed_or_shown_beside_the_cells_is_found(dress, expected):
    assert marked_rows(a_workbook(dress), "xlsx") == expected


def altered(data, part, found, put):
    """Give a workbook in one of whose parts something is written otherwise."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w") as packing:
        for name in packed.namelist():
            text = packed.read(name)
            if name == part:
                assert found.encode() in text
                text = text.replace(found.encode(), put.encode())
            packing.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "found", "put", "expected"),
    [
        ("docProps/core.xml", "TITLE", "&#26426;&#23494;&#9733;", [0]),
        ("docProps/core.xml", "TITLE", "<![CDATA[绝]]>密★", [0]),
        ("xl/workbook.xml", 'name="Sheet1"', 'name="机密"', [0]),
        ("xl/comments1.xml", "<t>REMARK</t>", "<t>机</t></r><r><t>密★</t>", [0]),
        ("xl/comments1.xml", "<t>REMARK</t>", "<t>见</t></r><r><t>机密</t></r><r><t>件</t>", []),
        ("xl/worksheets/sheet1.xml", "HEADER", "&#x7EDD;密★", [0]),
    ],
)
def test_a_marking_is_found_however_a_part_writes_it(part, found, put, expected):
    def dress(book, page):
        book.set_properties({"title": "TITLE"})
        page.write_comment("A5", "REMARK", {"author": "x"})
        page.set_header("&CHEADER")

    data = a_workbook(dress)

    assert marked_rows(data, "xlsx") == []
    assert marked_rows(altered(data, part, found, put), "xlsx") == expected


def test_a_part_that_declares_entities_or_is_broken_is_not_read():
    def dress(book, _page):
        book.set_properties({"title": "TITLE"})

    data, part = a_workbook(dress), "docProps/core.xml"
    entity = '<!DOCTYPE x [<!ENTITY a "机密★">]><cp:coreProperties'

    for found, put, code in (
        ("<cp:coreProperties", entity, "entities"),
        ("</cp:coreProperties>", "", "broken"),
    ):
        with pytest.raises(Unreadable) as caught:
            marked_rows(altered(data, part, found, put), "xlsx")
        assert caught.value.code == code


def test_other_sheets_are_looked_through_however_wide_and_what_they_hold_is_no_entry():
    wide = [["x"] * 300, ["绝密★"], ["机密"]]

    assert marked_rows(a_workbook(second=wide), "xlsx") == [0]
    assert marked_rows(a_workbook(second=[["x"] * 300, ["机密"]]), "xlsx") == []
    assert list(look(a_workbook(second=wide), "xlsx"))[-1].entries == 1
    assert [row.entry.name_zh for row in rows_of_workbook(a_workbook(second=wide))] == ["机密"]


def test_a_cell_of_another_sheet_is_seen_where_the_cell_itself_holds_its_text():
    book = xlsxwriter.Workbook(out := io.BytesIO(), {"constant_memory": True})
    book.add_worksheet().write_row(0, 0, ["中文", "英文"])
    book.add_worksheet().write(0, 0, "绝密★")
    book.close()

    assert marked_rows(out.getvalue(), "xlsx") == [0]


@pytest.mark.apart
def test_a_file_that_cannot_be_looked_through_in_time_is_not_kept(translator, monkeypatch):
    monkeypatch.setattr(reading, "SECONDS_OF_A_LOOK", 0)
    monkeypatch.setattr(apart, "SECONDS_TO_START", 0.0)

    started = reading.start_import(
        actor=translator.actor, name="a.csv", data=long_file("csv", "随便")
    )

    assert started.state == "failed"
    assert "Reading took too long." in told(started)
    assert not ImportFile.objects.exists()


@pytest.mark.parametrize("note", ["机密★", "随便"])
def test_a_file_that_was_taken_in_before_files_were_looked_through_is_looked_through(note):
    waiting = TermImport.objects.create(name="a.tbx", kind="tbx", added_at=clock.now())
    hidden = long_file("tbx", "随便", rows=2).decode()
    hidden = hidden.replace(NOTE, f"{NOTE}<transacGrp><transac>{note}</transac></transacGrp>")
    ImportFile.objects.create(term_import=waiting, data=hidden.encode())

    state = jobs.read_terms.call(waiting.pk)

    waiting.refresh_from_db()
    is_marked = note == "机密★"
    assert state == ("failed" if is_marked else "preview")
    assert ("carries a secrecy marking" in told(waiting)) is is_marked
    assert waiting.rows.exists() is not is_marked
    assert not ImportFile.objects.exists()


def test_a_file_put_aside_while_it_is_read_is_not_laid_out(translator, monkeypatch):
    monkeypatch.setattr(reading, "BATCH", 2)
    started = reading.start_import(actor=translator.actor, name="a.csv", data=long_file("csv", "x"))
    compare = reading.Comparison.compare

    def put_aside_then_compare(self, rows):
        if rows[0].number > 4:
            TermImport.objects.filter(state="reading").update(state="dropped")
        return compare(self, rows)

    monkeypatch.setattr(reading.Comparison, "compare", put_aside_then_compare)

    assert jobs.read_terms.call(started.pk) == ""
    assert TermImport.objects.get().state == "dropped"
    assert not ImportRow.objects.exists()


def test_each_reader_reads_what_came_of_a_file_in_his_language(client, translator):
    client.force_login(translator)
    found = read(translator.actor, b"<!DOCTYPE tbx [<!ENTITY a 'b'>]><tbx/>", "a.tbx")
    address = found.get_absolute_url()

    assert "The file declares entities" in page(client.get(address))
    translator.language = "zh-hans"
    translator.save(update_fields=["language"])
    client.force_login(translator)
    assert "实体" in page(client.get(address, headers={"accept-language": "zh-hans"}))


LONG = HEAD + "".join(f",词{n},Word {n},,\n" for n in range(7))


@pytest.fixture
def by_batches(monkeypatch):
    """Let a handful of rows be a long file, brought in and approved three at a time without a pause."""
    for module in (importing, approving):
        monkeypatch.setattr(module, "AT_ONCE", 4)
        monkeypatch.setattr(module, "BATCH", 3)
    monkeypatch.setattr(jobs, "PAUSE", 0)


def after_batches(monkeypatch, number, then):
    """Do something once so many batches have been begun."""
    write, done = importing._write, []

    def written(*given):
        done.append(1)
        if len(done) == number:
            then()
        return write(*given)

    monkeypatch.setattr(importing, "_write", written)


def test_a_long_file_is_brought_in_by_batches_and_goes_on_where_a_worker_died(
    translator, by_batches, monkeypatch
):
    class Killed(BaseException):
        pass

    def die():
        raise Killed

    found = read(translator.actor, LONG)
    importing.confirm_import(actor=translator.actor, import_id=found.pk, seen_version=None)
    with monkeypatch.context() as patched:
        after_batches(patched, 2, die)
        with pytest.raises(Killed):
            to_its_end(jobs.bring_in_terms, found.pk)
    found.refresh_from_db()
    assert (found.state, found.read, found.expected) == ("doing", 3, 7)
    assert Term.objects.count() == 3

    assert to_its_end(jobs.bring_in_terms, found.pk) == "done"

    found.refresh_from_db()
    assert (found.read, found.counts["new"]) == (7, 7)
    assert sorted(Term.objects.values_list("name_zh", flat=True)) == [f"词{n}" for n in range(7)]
    assert set(Term.objects.values_list("state", flat=True)) == {"proposed"}


def test_what_somebody_writes_while_a_long_file_comes_in_is_left_alone_and_named(
    translator, by_batches, monkeypatch
):
    own = made.draft(code="k", name_zh="甲", name_en="A")
    found = read(translator.actor, f"{LONG}k,甲,B,,\n")
    importing.confirm_import(actor=translator.actor, import_id=found.pk, seen_version=None)

    def others_write():
        made.draft(name_zh="词6", name_en="Mine")
        Term.objects.filter(pk=own.pk).update(name_en="Theirs", version=9)

    after_batches(monkeypatch, 1, others_write)
    assert to_its_end(jobs.bring_in_terms, found.pk) == "done"

    refused_rows = found.rows.filter(verdict="refused")
    assert [(row.number, row.faults) for row in refused_rows] == [
        (8, [["changed-meanwhile", {}]]),
        (9, [["changed-meanwhile", {}]]),
    ]
    assert Term.objects.get(pk=own.pk).name_en == "Theirs"
    assert Term.objects.filter(brought_in=found).count() == 6


def test_a_fault_in_the_middle_of_a_long_file_leaves_the_rest_to_be_brought_in(
    client, translator, by_batches, monkeypatch
):
    def break_off():
        raise RuntimeError

    found = read(translator.actor, LONG)
    importing.confirm_import(actor=translator.actor, import_id=found.pk, seen_version=None)
    with monkeypatch.context() as patched:
        after_batches(patched, 2, break_off)
        assert to_its_end(jobs.bring_in_terms, found.pk) == "failed"
    client.force_login(translator)
    assert "Brought in before that: 3 entries." in page(client.get(found.get_absolute_url()))

    found.refresh_from_db()
    bring_in(translator.actor, found)

    assert Term.objects.count() == 7


def test_a_long_file_is_approved_by_batches_in_a_job_and_says_what_is_left(
    client, translator, editor, by_batches
):
    found = read(translator.actor, LONG)
    bring_in(translator.actor, found)
    made.approved(name_zh="词1", name_en="There before")
    client.force_login(editor)
    address = found.get_absolute_url()

    approving.promise_approval(actor=editor.actor, import_id=found.pk)
    assert "Being approved" in page(client.get(address))
    assert client.post(f"{address}approve/", {"seen_version": found.version}).status_code == 422
    assert to_its_end(jobs.approve_terms, found.pk, editor.pk) == "done"
    assert to_its_end(jobs.approve_terms, found.pk, editor.pk) == ""

    assert Term.objects.filter(brought_in=found, state="approved").count() == 6
    shown = page(client.get(address))
    assert "In force now: 6. Left for a person to look at: 1." in shown


def test_an_approval_ends_where_its_approver_may_no_longer(translator, editor, by_batches):
    found = read(translator.actor, LONG)
    bring_in(translator.actor, found)
    approving.promise_approval(actor=editor.actor, import_id=found.pk)
    editor.is_active = False
    editor.save(update_fields=["is_active"])

    assert to_its_end(jobs.approve_terms, found.pk, editor.pk) == "released"

    found.refresh_from_db()
    assert found.state == "done"
    assert "may not approve terms any more" in told(found)
    assert not Term.objects.filter(state="approved").exists()


def test_putting_a_half_done_file_aside_says_that_what_came_in_stays(
    client, translator, by_batches, monkeypatch
):
    def break_off():
        raise RuntimeError

    found = read(translator.actor, LONG)
    importing.confirm_import(actor=translator.actor, import_id=found.pk, seen_version=None)
    after_batches(monkeypatch, 2, break_off)
    assert to_its_end(jobs.bring_in_terms, found.pk) == "failed"
    found.refresh_from_db()
    client.force_login(translator)

    address = f"{found.get_absolute_url()}drop/"
    told = page(client.post(address, {"seen_version": found.version}, follow=True))

    assert "Nothing was changed" not in told
    assert "What had come in stays." in told
    assert Term.objects.count() == 3
