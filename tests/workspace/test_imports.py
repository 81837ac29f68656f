"""Bringing a directory in: upload, preview, confirmation, and out again."""

import datetime as dt
import io
import re

import pytest
import python_calamine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.kernel.accounts.models import Grant, User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.documents.spreadsheets import Upload
from plenary.kernel.notifications.models import Mail
from plenary.kernel.organisations.models import FormerName, MemberUnit, Organisation
from plenary.kernel.people.models import Holding, Person, Post
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from plenary.workspace.exports.directory import csv_text, workbook
from plenary.workspace.jobs import bring_in as bring_in_job
from plenary.workspace.models import DirectoryImport
from plenary.workspace.selectors.imports import present
from plenary.workspace.services import imports
from plenary.workspace.spreadsheet.columns import SHEETS
from plenary.workspace.spreadsheet.examples import CHINESE as EXAMPLE
from plenary.workspace.spreadsheet.writing import rows_of
from tests.factories import grant_role, post, unit, unit_user, user
from tests.workspace.spreadsheet.files import UNITS, WHOLE, upload, xlsx


@pytest.fixture
def administrator(db):
    return grant_role(user(name="Root"), "administrator").actor


def confirm(actor, found, **options):
    plan = imports.preview(actor=actor, found=found)
    return imports.confirm_import(
        actor=actor,
        import_id=found.pk,
        seen_version=found.version,
        seen_digest=plan.digest,
        **options,
    )


def bring_in(actor, files, **options):
    return confirm(actor, imports.start_import(actor=actor, files=files), **options)


def counts():
    return [m.objects.count() for m in (Organisation, Post, Person, Holding, User, Grant, Mail)]


def test_a_preview_stores_nothing_but_the_file(administrator):
    before = counts()

    found = imports.start_import(actor=administrator, files=upload(**WHOLE))
    plan = imports.preview(actor=administrator, found=found)

    assert plan.can_be_done, [line.faults for line in plan.lines]
    assert plan.totals == {"error": 0, "new": 7, "changed": 1, "unchanged": 0}
    assert counts() == before


def test_confirming_does_what_the_preview_showed(administrator):
    done = bring_in(administrator, upload(**WHOLE))

    trade = Organisation.objects.get(code="trade")
    assert Organisation.objects.get(code="ports").parent == trade
    assert Organisation.objects.get(code="ports").path == f"/{trade.pk}/" + done_path("ports")
    assert MemberUnit.objects.filter(body__code="fac").count() == 2
    assert set(FormerName.objects.values_list("name_zh", "name_en")) == {
        ("老委员会", ""),
        ("", "Old Committee"),
    }
    assert set(Holding.objects.values_list("person__name_en", "since_on", "until_on")) == {
        ("Li Mou", dt.date(2024, 1, 2), None),
        ("Wang Mou", dt.date(2020, 1, 2), dt.date(2024, 1, 1)),
    }
    account = User.objects.get(email="li@example.org")
    assert account.actor.roles == {"unit", "leader"}
    assert account.actor.unit_ids >= {trade.pk}
    assert Mail.objects.count() == 1
    assert done.tables == []
    assert done.counts["units"]["new"] == 2
    assert AuditRow.objects.filter(action="workspace.import.confirmed").count() == 1


def done_path(code):
    return f"{Organisation.objects.get(code=code).pk}/"


def test_the_same_file_again_changes_nothing(administrator):
    bring_in(administrator, upload(**WHOLE))
    before, rows = counts(), AuditRow.objects.count()

    found = imports.start_import(actor=administrator, files=upload(**WHOLE))
    plan = imports.preview(actor=administrator, found=found)
    confirm(administrator, found)

    assert {line.verdict for line in plan.lines} == {"unchanged"}
    assert counts() == before
    assert AuditRow.objects.count() == rows + 2


def test_what_is_taken_out_changes_nothing_when_it_is_brought_in_again(administrator):
    bring_in(administrator, upload(**WHOLE))
    post(organisation=Organisation.objects.get(code="trade"), abolished_on=dt.date(2024, 1, 1))
    unit(name_zh="=不是公式", name_en="-not a formula", duties_zh="一行\n两行")
    rows = rows_of(present(administrator))

    whole = [Upload("out.xlsx", workbook(rows))]
    sheets = [Upload(f"{key}.csv", csv_text(SHEETS[key], rows[key]).encode()) for key in SHEETS]

    for files in (whole, sheets):
        found = imports.start_import(actor=administrator, files=files)
        plan = imports.preview(actor=administrator, found=found)
        assert plan.totals["unchanged"] == len(plan.lines) == sum(map(len, rows.values()))


def test_a_changed_row_changes_just_its_fields_and_keeps_the_old_name(administrator):
    bring_in(administrator, upload(**WHOLE))

    bring_in(
        administrator,
        upload(
            units=[["code", "name_en", "parent"], ["ports", "Harbours", "fac"]],
            posts=[["organisation", "title_en", "leader"], ["trade", "Director", "yes"]],
            holders=[
                ["organisation", "post", "name_en", "name_zh", "until"],
                ["trade", "Director", "Li Mou", "李某", "2025-01-02"],
            ],
        ),
    )

    ports = Organisation.objects.get(code="ports")
    assert (ports.name_en, ports.parent.code) == ("Harbours", "fac")
    assert FormerName.objects.filter(organisation=ports, name_en="Ports").exists()
    assert Post.objects.get().is_leader
    held = Holding.objects.get(person__name_zh="李某")
    assert (held.person.name_en, held.until_on) == ("Li Mou", dt.date(2025, 1, 2))


def test_invitations_can_wait(administrator):
    bring_in(administrator, upload(**WHOLE), sends_mail=False)

    assert User.objects.get(email="li@example.org").invited_at is None
    assert Mail.objects.count() == 0


def test_a_directory_that_changed_since_the_preview_is_shown_anew(administrator):
    found = imports.start_import(actor=administrator, files=upload(units=UNITS))
    seen = imports.preview(actor=administrator, found=found).digest
    unit(code="trade", name_en="Trade Bureau")
    before = counts()

    with pytest.raises(Stale):
        imports.confirm_import(
            actor=administrator,
            import_id=found.pk,
            seen_version=found.version,
            seen_digest=seen,
        )

    assert counts() == before
    found.refresh_from_db()
    assert found.state == "preview"


def test_nothing_is_brought_in_while_a_row_is_wrong(administrator):
    wrong = [*UNITS, ["lost", "Lost Office", "nowhere"]]
    found = imports.start_import(actor=administrator, files=upload(units=wrong))
    before = counts()

    with pytest.raises(Refused, match="Some rows are wrong"):
        confirm(administrator, found)

    assert counts() == before


def test_a_file_is_brought_in_once(administrator):
    done = bring_in(administrator, upload(units=UNITS))

    with pytest.raises(Refused, match="already"):
        confirm(administrator, done)
    with pytest.raises(Refused, match="already"):
        imports.drop_import(actor=administrator, import_id=done.pk, seen_version=done.version)


def test_a_service_that_refuses_half_way_leaves_nothing_behind(administrator, monkeypatch):
    found = imports.start_import(actor=administrator, files=upload(**WHOLE))
    plan = imports.preview(actor=administrator, found=found)
    before, rows = counts(), AuditRow.objects.count()

    with pytest.raises(Refused), CutShort("li@example.org"):
        imports.confirm_import(
            actor=administrator,
            import_id=found.pk,
            seen_version=found.version,
            seen_digest=plan.digest,
        )

    assert counts() == before
    assert AuditRow.objects.count() == rows


class CutShort:
    """Lets somebody else take an address between the last look and the writing."""

    def __init__(self, email):
        self.email = email

    def __enter__(self):
        self.seen = connection.execute_wrapper(self._watch)
        self.seen.__enter__()
        self.is_taken = False
        return self

    def __exit__(self, *error):
        self.seen.__exit__(*error)

    def _watch(self, execute, sql, params, many, context):
        if sql.startswith("INSERT") and "people_holding" in sql and not self.is_taken:
            self.is_taken = True
            user(email=self.email)
        return execute(sql, params, many, context)


def test_an_earlier_preview_is_put_aside_and_forgotten(administrator):
    first = imports.start_import(actor=administrator, files=upload(units=UNITS))
    imports.start_import(actor=administrator, files=upload(units=UNITS))

    first.refresh_from_db()
    assert first.state == "dropped"
    assert first.tables == []


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (Upload("a.xlsx", b""), "empty"),
        (Upload("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100), "old .doc"),
        (Upload("a.xlsm", xlsx(units=UNITS) + b"xl/vbaProject.bin"), "macros"),
        (Upload("a.pdf", b"%PDF-1.7"), "not a spreadsheet"),
        (Upload("a.xlsx", xlsx(units=UNITS)[:-3000]), "damaged"),
        (Upload("a.csv", b"code,name\n" + b"a,b\n" * 30_000), "20000 rows"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_plain_words(administrator, file, words):
    with pytest.raises(Refused) as refused:
        imports.start_import(actor=administrator, files=[file])

    assert words in str(refused.value.fields["upload"])
    assert DirectoryImport.objects.count() == 0


def test_a_file_with_a_secrecy_marking_is_refused_before_anything_is_kept(administrator):
    with pytest.raises(Refused):
        imports.start_import(
            actor=administrator, files=upload(units=[["code", "name_zh"], ["a", "机密★十年"]])
        )

    assert DirectoryImport.objects.count() == 0


def test_no_file_and_too_many_files_are_refused(administrator):
    for files in ([], upload(units=UNITS) * 6):
        with pytest.raises(Refused):
            imports.start_import(actor=administrator, files=files)


def test_a_file_over_the_limit_is_refused(administrator, settings):
    settings.UPLOAD_LIMIT = 1000

    with pytest.raises(Refused) as refused:
        imports.start_import(actor=administrator, files=upload(units=UNITS))

    assert "larger" in str(refused.value.fields["upload"])


def test_the_office_brings_in_all_but_accounts(office):
    found = imports.start_import(actor=office, files=upload(**WHOLE))
    plan = imports.preview(actor=office, found=found)

    wrong = [line.sheet for line in plan.lines if line.faults]
    assert wrong == ["accounts", "accounts"]
    without = {key: rows for key, rows in WHOLE.items() if key != "accounts"}
    bring_in(office, upload(**without))
    assert Organisation.objects.count() == 3
    assert "accounts" not in rows_of(present(office))


def test_others_bring_nothing_in_and_see_no_import(administrator):
    other = unit_user(unit()).actor
    found = imports.start_import(actor=administrator, files=upload(units=UNITS))

    with pytest.raises(Forbidden):
        imports.start_import(actor=other, files=upload(units=UNITS))
    with pytest.raises(Forbidden):
        imports.preview(actor=other, found=found)
    with pytest.raises(NotFound):
        imports.confirm_import(actor=other, import_id=found.pk, seen_version=1, seen_digest="")
    with pytest.raises(NotFound):
        imports.drop_import(actor=other, import_id=found.pk, seen_version=1)


def test_the_office_does_not_see_what_an_administrator_handed_in(administrator, office):
    found = imports.start_import(actor=administrator, files=upload(**WHOLE))

    with pytest.raises(NotFound):
        confirm(office, found)


def test_the_preview_asks_as_many_queries_for_many_rows_as_for_one(administrator):
    def queries(count):
        rows = [[f"u{n}", f"Unit number {n}", ""] for n in range(count)]
        files = upload(units=[UNITS[0], *rows])
        found = imports.start_import(actor=administrator, files=files)
        with CaptureQueriesContext(connection) as seen:
            imports.preview(actor=administrator, found=found)
        return len(seen)

    assert queries(1) == queries(200) <= 9


def form_in(answer):
    """What the preview's form would send."""
    page = answer.content.decode()
    return {
        name: re.search(rf'name="{name}" value="([^"]+)"', page)[1]
        for name in ("seen_version", "digest")
    }


def numbers_in(answer):
    """The counts on top of a preview: wrong, in doubt, new, changed, unchanged."""
    found = re.findall(r"<b>(\d+)</b>", answer.content.decode())
    return [int(number) for number in found]


def address(found, step=""):
    return f"/directory/import/{found.pk}/{step}"


@pytest.fixture
def client_of(signed_in):
    def sign_in(role):
        return signed_in(grant_role(user(), role))

    return sign_in


def test_the_pages_lead_from_the_upload_to_the_directory(client_of):
    client = client_of("administrator")
    file = SimpleUploadedFile("directory.xlsx", xlsx(**WHOLE))

    preview = client.post("/directory/import/", {"upload": file}, follow=True)
    form = form_in(preview)
    (found,) = DirectoryImport.objects.all()
    page = preview.content.decode()
    done = client.post(
        address(found, "confirm/"),
        {**form, "holds_mail": "on"},
        follow=True,
    )

    assert "Trade Bureau" in page
    assert "Do not send invitations yet" in page
    assert "What was done" in done.content.decode()
    assert Organisation.objects.count() == 3
    assert Mail.objects.count() == 0


def test_the_page_tells_of_a_directory_that_has_changed(client_of):
    client = client_of("administrator")
    file = SimpleUploadedFile("u.xlsx", xlsx(units=UNITS))
    form = form_in(client.post("/directory/import/", {"upload": file}, follow=True))
    (found,) = DirectoryImport.objects.all()
    unit(code="trade", name_en="Trade Bureau")

    answer = client.post(address(found, "confirm/"), form)

    assert answer.status_code == 409
    assert "has changed since this preview" in answer.content.decode()
    assert form_in(answer)["digest"] != form["digest"]


def test_the_page_shows_each_fault_at_its_row_and_column(client_of):
    client = client_of("office")
    rows = [["Code", "Name in English", "Above it"], ["a", "A", "nowhere"]]
    file = SimpleUploadedFile("u.xlsx", xlsx(units=rows))

    answer = client.post("/directory/import/", {"upload": file}, follow=True)
    (found,) = DirectoryImport.objects.all()
    page = answer.content.decode()
    seen = {"seen_version": found.version, "digest": "x"}
    refused = client.post(address(found, "confirm/"), seen)

    assert "nowhere" in page
    assert "Above it" in page
    assert "Correct the rows" in page
    assert refused.status_code == 422
    assert client.post(address(found, "confirm/"), {}).status_code == 422


def test_the_page_filters_by_what_happens(client_of):
    client = client_of("office")
    unit(code="trade", name_en="Trade Bureau")
    file = SimpleUploadedFile("u.csv", b"code,name\ntrade,Trade Bureau\nports,Ports\n")
    client.post("/directory/import/", {"upload": file})
    (found,) = DirectoryImport.objects.all()

    page = client.get(address(found), {"show": "new"}).content.decode()

    assert "Ports" in page
    assert "Trade Bureau" not in page


def long_file():
    return [UNITS[0], *([f"u{n}", f"Unit {n}", ""] for n in range(imports.AT_ONCE))]


def queued(actor):
    found = imports.start_import(actor=actor, files=upload(units=long_file()))
    assert imports.is_long(found)
    return imports.queue_import(
        actor=actor,
        import_id=found.pk,
        seen_version=found.version,
        seen_digest=imports.preview(actor=actor, found=found).digest,
    )


def test_a_long_file_is_brought_in_by_a_job(client_of):
    client = client_of("office")
    file = SimpleUploadedFile("u.xlsx", xlsx(units=long_file()))
    form = form_in(client.post("/directory/import/", {"upload": file}, follow=True))
    (found,) = DirectoryImport.objects.all()

    answer = client.post(address(found, "confirm/"), form, follow=True)

    assert "What was done" in answer.content.decode()
    assert Organisation.objects.count() == imports.AT_ONCE


def test_the_page_of_a_long_file_shows_that_it_is_being_done(client_of, office):
    found = queued(office)
    client = client_of("administrator")

    page = client.get(address(found)).content.decode()
    part = client.get(address(found), {"part": "doing"}, headers={"HX-Request": "true"})
    bring_in_job.call(found.pk)
    after = client.get(address(found), {"part": "doing"}, headers={"HX-Request": "true"})

    assert "<progress" in page
    assert 'http-equiv="refresh"' in page
    assert "<html" not in part.content.decode()
    assert after["HX-Refresh"] == "true"


def test_a_job_does_it_once_and_as_the_account_that_asked(office):
    found = queued(office)

    assert bring_in_job.call(found.pk) == "done"
    assert bring_in_job.call(found.pk) == ""
    assert Organisation.objects.count() == imports.AT_ONCE
    confirmed = AuditRow.objects.get(action="workspace.import.confirmed")
    assert confirmed.actor_id == office.user_id


def test_a_job_that_finds_another_directory_does_nothing_and_says_so(office):
    found = queued(office)
    unit(code="u7", name_en="Somebody else's")

    assert bring_in_job.call(found.pk) == "released"

    found.refresh_from_db()
    assert found.state == "preview"
    zh, en = found.fault.split("\n")
    assert "名录" in zh
    assert "has changed since" in en
    assert Organisation.objects.count() == 1


def test_a_job_of_somebody_who_may_no_longer_does_nothing(office):
    found = queued(office)
    User.objects.update(access={"roles": [], "unit_ids": [], "post_ids": []})

    assert bring_in_job.call(found.pk) == "released"
    assert Organisation.objects.count() == 0


def test_a_job_that_falls_over_gives_the_preview_back(office, client_of):
    found = queued(office)
    DirectoryImport.objects.update(order={})

    assert bring_in_job.call(found.pk) == "failed"

    found.refresh_from_db()
    assert found.state == "preview"
    assert "made a mistake" in client_of("administrator").get(address(found)).content.decode()


def test_a_promise_can_be_taken_back_before_the_job_begins(office):
    found = queued(office)

    imports.drop_import(actor=office, import_id=found.pk, seen_version=found.version)

    assert bring_in_job.call(found.pk) == ""
    assert Organisation.objects.count() == 0


def test_a_promise_is_refused_like_a_confirmation(office):
    found = queued(office)

    with pytest.raises(Refused, match="already"):
        imports.queue_import(
            actor=office, import_id=found.pk, seen_version=found.version, seen_digest="x"
        )


def test_a_preview_is_put_aside_from_its_page(client_of):
    client = client_of("office")
    file = SimpleUploadedFile("u.xlsx", xlsx(units=UNITS))
    client.post("/directory/import/", {"upload": file})
    (found,) = DirectoryImport.objects.all()

    client.post(address(found, "drop/"))

    found.refresh_from_db()
    assert found.state == "dropped"
    assert "put aside" in client.get(address(found)).content.decode()


def test_a_refusal_of_the_file_stands_at_its_field(client_of):
    client = client_of("office")

    nothing = client.post("/directory/import/", {})
    wrong = client.post("/directory/import/", {"upload": SimpleUploadedFile("a.pdf", b"%PDF-1.7")})

    assert nothing.status_code == wrong.status_code == 422
    assert "Choose a file" in nothing.content.decode()
    assert "not a spreadsheet" in wrong.content.decode()


@pytest.mark.parametrize("role", ["leader", "verifier", "editor", "translator", "protocol"])
def test_other_roles_are_kept_out(client_of, role):
    client = client_of(role)
    found = DirectoryImport.objects.create(
        name="x", added_by_id=0, added_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    )

    assert client.get("/directory/import/").status_code == 403
    assert client.get(address(found)).status_code == 403
    assert client.post(address(found, "confirm/")).status_code == 403
    assert client.get("/directory/export/directory.xlsx").status_code == 403


@pytest.mark.parametrize("what", ["directory", "template", "example"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_is_handed_out_is_read_again_without_a_fault(client_of, what, language):
    client = client_of("administrator")
    client.cookies["plenary_language"] = language
    unit(name_zh="商务局")

    data = client.get(f"/directory/export/{what}.xlsx").content
    page = client.post(
        "/directory/import/", {"upload": SimpleUploadedFile("x.xlsx", data)}, follow=True
    )

    if what == "template":
        assert page.status_code == 200
        assert numbers_in(page) == [0, 0, 0, 0, 0]
    elif what == "example":
        assert numbers_in(page) == [0, 0, sum(map(len, EXAMPLE.values())), 0, 0]
    else:
        assert numbers_in(page) == [0, 0, 0, 0, 2]
    assert "note warning mb" not in page.content.decode()


def test_where_one_language_is_enough_the_template_asks_for_no_other(administrator, settings):
    settings.PROFILE = "city-council"
    unit(name_zh="", name_en="Commerce")
    other = {"units": [{"name_en": "Harbour", "name_zh": "港务局"}]}

    empty, kept = (
        python_calamine.load_workbook(io.BytesIO(workbook(rows)))
        for rows in (rows_of(present(administrator)), other)
    )

    headings = [empty.get_sheet_by_name(name).to_python()[0] for name in empty.sheet_names[:-1]]
    assert not [one for row in headings for one in row if "Chinese" in one]
    assert "Name in Chinese" in kept.get_sheet_by_name(kept.sheet_names[0]).to_python()[0]


def test_a_sheet_is_handed_out_as_csv(client_of):
    client = client_of("office")
    unit(code="trade", name_en="=Trade")

    text = client.get("/directory/export/directory.xlsx", {"sheet": "units"}).content.decode()

    assert text.startswith("\ufeffCode,Above it")
    assert "'=Trade" in text
    assert client.get("/directory/export/directory.xlsx?sheet=accounts").status_code == 404
    assert client.get("/directory/export/nonsense.xlsx").status_code == 404


def test_an_export_is_a_workbook_whose_cells_start_no_formula(administrator):
    unit(code="trade", name_en="=1+1")

    book = python_calamine.load_workbook(io.BytesIO(workbook(rows_of(present(administrator)))))

    row = book.get_sheet_by_name("units").to_python()[1]
    assert row[0] == "trade"
    assert row[3] == "=1+1"


def test_the_preview_tells_what_the_check_of_the_names_remarks(client, administrator):
    client.force_login(User.objects.get())
    sheet = [["code", "name_zh", "name_en"], ["gov", "区人民政府", "District People Government"]]
    found = imports.start_import(actor=administrator, files=upload(units=sheet))

    shown = client.get(found.get_absolute_url()).content.decode()

    assert shown.count("Municipal, Provincial or County People&#39;s Government.") == 1
