"""A council outside China walks the whole chain in its own words, on screens, in mails and on paper."""

import datetime as dt
import io
import re
from itertools import islice

import pytest
import time_machine
from babel.messages.pofile import read_po
from django.conf import settings as the_settings
from django.core import mail
from django.test import Client
from django.utils import translation
from docx import Document as Docx
from python_calamine import CalamineWorkbook

from plenary.contexts.governance import services
from plenary.contexts.governance.exports.docx import docx_of
from plenary.contexts.governance.exports.minutes import minutes_paper
from plenary.contexts.governance.exports.paper import paper_of
from plenary.contexts.governance.exports.pdf import pdf_of
from plenary.contexts.governance.exports.sheets import paper_of as sheet_paper
from plenary.contexts.governance.importing.columns import shape_of
from plenary.contexts.governance.jobs import read_text
from plenary.contexts.governance.models import Directive, Notice, Sheet, Task, Theme
from plenary.contexts.governance.periods import period_of
from plenary.contexts.governance.selectors import reports
from plenary.contexts.governance.services import (
    BasisGiven,
    MilestoneGiven,
    ProgressGiven,
    TaskGiven,
)
from plenary.contexts.governance.services.acts import instructions, sheets
from plenary.contexts.governance.services.confirming import confirm_reading
from plenary.contexts.governance.services.minutes.drafting import begin_minutes
from plenary.contexts.governance.services.notices import draft_notices, send_notices
from plenary.contexts.governance.services.readings import start_reading
from plenary.contexts.governance.services.report_drafting import draft_report
from plenary.contexts.governance.services.report_freezing import freeze_report
from plenary.contexts.governance.services.shipped import name_shipped
from plenary.kernel.calendar import selectors as calendar
from plenary.kernel.calendar.services import load_calendar
from plenary.kernel.documents.tables import Table
from plenary.kernel.notifications.models import Mail, Notification
from plenary.kernel.text.overlays import write_overlays
from plenary.shared.web import context, templates
from tests.factories import body, grant_role, post, unit, unit_user, user

READOUT = """International Relations Committee of Harbourview City Council Looks at Welcome Services
Date: 2027-03-09
Source: International Relations Office, Harbourview City Council

On 2 March 2027, Harbourview City Council held the 2027 annual meeting of the International Relations Committee of Harbourview City Council. Councillor Maria Grant, Chair of the International Relations Committee, presided over the meeting. Peter Osei, Director of Culture, attended the meeting.

The meeting reviewed the 2026 annual report and the action plan for 2027.

The meeting called for stronger coordination of harbour services. The committee resolved that the Culture Department will publish a welcome guide for new residents by the end of June 2027. The meeting requested that the Harbour Department put up bilingual signs on the quays.
"""
EN = re.compile(
    r"\b(?:units?|tasks?|task lists?|directives?|readouts?|slips?|circulars?|leaders?|leading group|"
    r"instructions?|superior|sign(?:s|ed)? for|lights?|liaisons?|studied|supervision|supervising|"
    r"plenary meeting|a plenary|foreign affairs|international-affairs|district|bureau|subdistrict|"
    r"party|municipal|key tasks|hong kong)\b",
    re.IGNORECASE,
)
ZH = re.compile(
    "单位(?!：)|任务|批示|督办|督查|督促|销号|签收|牵头|配合|通报|传达|领导|分管|印发|报送|汇报|上级(?:要求|会议|文件)|议定事项|"
    "通稿|纪要|外事|外办|工作要点|红黄绿灯|亮灯|台账|去向|党|区委|市委|街道|港澳|请示"
)
FORBIDDEN = {"en": EN, "zh-hans": ZH}
"""The vocabulary of the Chinese practice: a council's pages hold none of it."""
DAY = dt.datetime(2027, 7, 6, 9, 0, tzinfo=dt.UTC)
SCRIPTS = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
TAGS = re.compile(r"<[^>]+>")
CODES = re.compile(r"\{\w+\}|\b(?:[a-z_]+\.)+[a-z_]+")
SHOWN = re.compile(r'(?:title|placeholder|aria-label|alt)="([^"]*)"')


def catalogue():
    path = the_settings.SOURCE / "locale/zh_Hans/LC_MESSAGES/django.po"
    with path.open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def overlays(tmp_path_factory):
    """The practice's words over the catalogue as it stands in the source."""
    folder = tmp_path_factory.mktemp("practices")
    write_overlays(catalogue(), folder)
    return folder


@pytest.fixture
def council(db, settings, overlays):
    """An installation of a council in England, on a day in July 2027."""
    settings.PROFILE = "city-council"
    settings.CALENDAR = "GB-ENG"
    settings.TIME_ZONE = "Europe/London"
    settings.LOCALE_PATHS = [overlays / "city-council", *settings.LOCALE_PATHS[-1:]]
    forget_words()
    with time_machine.travel(DAY, tick=True):
        load_calendar(calendar="GB-ENG")
        name_shipped()
        yield Council()
    forget_words()


def forget_words():
    """Forget what pages were told in the other practice: a process serves one."""
    for kept in (templates._translated, templates._whole, context._written):
        kept.cache_clear()


class Council:
    """Its directory and accounts, and the chain walked once, step by step."""

    def __init__(self):
        self.committee = body(
            name_zh="港景市议会国际关系委员会",
            name_en="International Relations Committee of Harbourview City Council",
        )
        self.culture = unit(
            name_zh="文化部门", name_en="Culture Department", duties_en="welcome guide; residents"
        )
        self.harbour = unit(name_zh="港口部门", name_en="Harbour Department")
        self.chair = post(
            organisation=self.committee, title_zh="主席", title_en="Chair", is_leader=True
        )
        self.accounts = {
            "office": grant_role(user(name="Office", language="en"), "office"),
            "unit": unit_user(self.culture),
            "other unit": unit_user(self.harbour),
            "leader": grant_role(user(name="Chair"), "leader", post=self.chair),
            "verifier": grant_role(user(name="Audit"), "verifier"),
            "administrator": grant_role(user(name="IT"), "administrator"),
        }
        self.office = self.accounts["office"].actor
        self.liaison = self.accounts["unit"].actor
        self.meeting = self._read_in()
        self.list, self.tasks = self._listed()
        self._work()
        self.report = self._report()
        self.minutes = begin_minutes(actor=self.office, meeting_id=self.meeting.pk)

    def _read_in(self):
        started = start_reading(actor=self.office, text=READOUT).reading
        read_text.call(started.pk)
        started.refresh_from_db()
        return confirm_reading(
            actor=self.office, reading_id=started.pk, seen_version=started.version
        )

    def _listed(self):
        made = services.create_list(
            actor=self.office,
            body_id=self.committee.pk,
            name_zh="2027年行动计划",
            name_en="Action plan 2027",
            starts_on=dt.date(2027, 1, 1),
            ends_on=dt.date(2027, 12, 31),
        )
        guide, signs = Directive.objects.filter(meeting=self.meeting).order_by("number")[1:3]
        days = {guide.pk: dt.date(2027, 6, 30), signs.pk: dt.date(2027, 12, 31)}
        leads = {guide.pk: self.culture.pk, signs.pk: self.harbour.pk}
        texts = {guide.pk: "Publish a welcome guide", signs.pk: "Put up bilingual signs"}
        tasks = [
            services.make_task(
                actor=self.office,
                basis=BasisGiven("directive", one.pk),
                given=TaskGiven(
                    title_en=texts[one.pk],
                    due_on=days[one.pk],
                    lead_unit_id=leads[one.pk],
                    milestones=[MilestoneGiven(title_en="Draft", due_on=dt.date(2027, 5, 28))],
                ),
                list_id=made.pk,
            )
            for one in (guide, signs)
        ]
        made.refresh_from_db()
        services.adopt_list(
            actor=self.office, list_id=made.pk, seen_version=made.version, owed="待补"
        )
        return made, [Task.objects.get(pk=one.pk) for one in tasks]

    def _work(self):
        guide = self.tasks[0]
        duty = guide.duties.get(unit=self.culture)
        draft_notices(on=dt.date(2027, 7, 1))
        services.sign_for(actor=self.liaison, duty_id=duty.pk)
        told = instructions.give_instruction(
            actor=self.office,
            task_id=guide.pk,
            text_en="Please print it as well.",
            unit_ids=[self.culture.pk],
            post_id=self.chair.pk,
        )
        sheets.draw_slip(
            actor=self.office, task_id=guide.pk, unit_id=self.culture.pk, reason="It is overdue."
        )
        sheets.draw_circular(actor=self.office, list_id=self.list.pk)
        sheets.draw_card(actor=self.office, post_id=self.chair.pk)
        services.recompute_open_lights()
        send_notices(actor=self.office)
        self.light = Task.objects.get(pk=guide.pk).shown_light
        services.report_progress(
            actor=self.liaison,
            task_id=guide.pk,
            unit_id=self.culture.pk,
            period=period_of("quarter", dt.date(2027, 6, 30)),
            given=ProgressGiven(done_en="The guide is out.", says_done=True),
        )
        instructions.settle_instruction(
            actor=self.accounts["leader"].actor,
            instruction_id=told.pk,
            seen_version=None,
            note="Seen in print.",
        )
        services.verify_task(
            actor=self.accounts["verifier"].actor,
            task_id=guide.pk,
            seen_version=None,
            verdict="accepted",
            note="What the others did stands in the lead's entries.",
            outcome_en="The guide was seen in print.",
        )
        services.record_decision(
            actor=self.office,
            meeting_id=self.meeting.pk,
            kind="adopted",
            text_en="The action plan is adopted.",
        )

    def _report(self):
        made = draft_report(actor=self.office, list_id=self.list.pk, period_key="half-2027-01")
        return freeze_report(
            actor=self.office,
            report_id=made.pk,
            seen_version=made.version,
            reason="For the council",
        )

    def signed_in(self, role, language):
        client = Client(headers={"accept-language": language})
        client.force_login(self.accounts[role])
        client.cookies["plenary_language"] = language
        return client

    def pages(self):
        """Every page that the chain leaves behind, and the forms on the way."""
        guide, signs = (task.pk for task in self.tasks)
        of = f"/meetings/{self.meeting.pk}/"
        return [
            *("/", "/board/", "/board/charts/", "/tasks/", "/duties/", "/waiting/", "/coverage/"),
            "/board/timeline/",
            *(
                "/notices/",
                "/notices/next/",
                "/notices/ladder/",
                "/notices/ladder/new/",
                "/sheets/",
            ),
            *("/meetings/", of, f"{of}edit/", f"{of}agenda/", f"{of}convening/", f"{of}record/"),
            *(f"{of}attendance/", f"{of}decisions/new/", f"{of}release/"),
            *("/topics/", "/topics/new/", "/topics/kinds/", "/opinions/", "/invitations/"),
            *(f"/tasks/{guide}/", f"/tasks/{signs}/", f"/tasks/{signs}/edit/"),
            *(f"/tasks/{guide}/history/", f"/tasks/{signs}/light/", f"/tasks/{signs}/slip/"),
            *(f"/tasks/{signs}/instruction/", f"/tasks/{signs}/merge/", f"/tasks/{signs}/split/"),
            f"/tasks/{signs}/progress/{self.harbour.pk}/",
            *("/lists/", f"/lists/{self.list.pk}/", f"/lists/{self.list.pk}/changes/"),
            *("/lists/files/", "/lists/files/new/", "/plans/", "/requirements/"),
            *("/reports/", "/reports/new/", f"/reports/{self.report.pk}/"),
            *(f"/reports/{self.minutes.pk}/", "/readings/", "/readings/new/", "/calendar/"),
            *(
                "/directory/",
                "/directory/import/",
                "/search/?q=guide",
                f"/bodies/{self.committee.pk}/rules/",
            ),
            *(
                "/notifications/",
                "/accounts/",
                "/accounts/all/",
                "/measures/governance.tasks_closed/",
            ),
            *(f"/sheets/{one.pk}/" for one in Sheet.objects.all()),
        ]


def sheets_of(file):
    """The sheets of an .xlsx with their cells."""
    book = CalamineWorkbook.from_filelike(file)
    return [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]


def words_shown(html):
    """What a page shows or reads out: no marks, places for values or codes of the audit log."""
    html = SCRIPTS.sub(" ", html)
    return CODES.sub("", "\n".join([*SHOWN.findall(html), TAGS.sub("\n", html)]))


def test_no_message_of_the_screens_keeps_a_word_of_the_chinese_practice(overlays, settings):
    settings.LOCALE_PATHS = [overlays / "city-council", *settings.LOCALE_PATHS[-1:]]
    kept, found = re.compile(r"%\(\w+\)s|\{\w+\}"), []
    for language, forbidden in FORBIDDEN.items():
        with translation.override(language):
            for message in catalogue():
                if not message.id or not isinstance(message.id, str):
                    continue
                said = (
                    translation.pgettext(message.context, message.id)
                    if message.context
                    else translation.gettext(message.id)
                )
                found += [
                    (language, word[0], said) for word in forbidden.finditer(kept.sub("", said))
                ]
    assert not found


@pytest.mark.once
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_pages_of_the_chain_hold_no_word_of_the_chinese_practice(council, language):
    clients = {role: council.signed_in(role, language) for role in council.accounts}
    everybodys = ("/", "/duties/", f"/tasks/{council.tasks[0].pk}/")
    found = []
    for address in council.pages():
        answers = (client.get(address, follow=True) for client in clients.values())
        opened = (one for one in answers if one.status_code == 200)
        shown_to = list(opened if address in everybodys else islice(opened, 1))
        assert shown_to, address
        for answer in shown_to:
            shown = words_shown(answer.content.decode())
            found += [
                (address, shown[max(0, word.start() - 40) : word.end() + 30].split())
                for word in FORBIDDEN[language].finditer(shown)
            ]
    assert not found, found[:10]


def test_the_chain_is_walked_by_the_councils_rules_and_told_of_in_its_words(council):
    guide, _signs = council.tasks
    guide.refresh_from_db()

    assert (council.list.cadence, guide.state, guide.shown_light) == (
        "quarter",
        "closed",
        "made_good",
    )
    assert council.light == "red"
    assert {one.rung.days for one in Notice.objects.select_related("rung")} == {1}
    assert not calendar.is_working_day(dt.date(2027, 5, 3)), "the early May bank holiday"
    assert calendar.is_working_day(dt.date(2027, 10, 1)), "not a day off in England"
    assert not Theme.objects.filter(name_en__icontains="party").exists()

    told = [
        *(text for one in Notice.objects.all() for text in (one.text_zh, one.text_en)),
        *(text for one in Notification.objects.all() for text in (one.text_zh, one.text_en)),
        *(text for one in Mail.objects.all() for text in (one.subject, one.body)),
        *(text for one in mail.outbox for text in (one.subject, one.body)),
    ]
    assert len(told) > 6
    for text in (re.sub(r"http\S+", "", one) for one in told):
        assert not EN.search(text), text
        assert not ZH.search(text), text


def test_the_councils_papers_have_its_words_and_a_layout_of_their_own(council):
    for lang in ("en", "zh"):
        look_at_papers(council, lang)


def look_at_papers(council, lang):
    statements = {one: reports.statements_of(one) for one in (council.report, council.minutes)}
    papers = {
        "report": paper_of(council.report, statements[council.report], lang),
        "minutes": minutes_paper(council.minutes, statements[council.minutes], lang),
        **{one.kind: sheet_paper(one, lang) for one in Sheet.objects.all()},
    }
    forbidden = FORBIDDEN["zh-hans" if lang == "zh" else "en"]
    for name, paper in papers.items():
        made = Docx(io.BytesIO(docx_of(paper)))
        cells = [c.text for t in made.tables for row in t.rows for c in row.cells]
        text = "\n".join([*(one.text for one in made.paragraphs), *cells])
        assert not forbidden.search(text), (name, forbidden.search(text), text)
        assert "C00000" not in made.element.xml, f"{name} has no mark in red"
        assert made.sections[0].left_margin.mm == pytest.approx(25, abs=0.2)
    assert papers["report"].headings[0].startswith("1. ")
    kinds = [block.kind for block in papers["minutes"].blocks]
    assert kinds.index("people") < kinds.index("heading"), "who was there comes first"
    assert "____" in papers["minutes"].blocks[-1].text, "the chair signs"
    table = Docx(io.BytesIO(docx_of(papers["report"]))).tables[0]
    assert len(table.rows) == 3
    assert all(pdf_of(papers[name]).startswith(b"%PDF-") for name in ("report", "minutes"))


def test_a_list_and_a_directory_go_out_under_the_councils_headings_and_come_back(council):
    client = council.signed_in("office", "en")
    listed = b"".join(client.get(f"/lists/{council.list.pk}/list.xlsx"))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(listed)).get_sheet_by_index(0).to_python()
    head = next(row for row in rows if "Lead department" in row)
    assert {"Action in English", "Supporting departments", "Accountable officer"} <= set(head)
    again = Table("list", [(n, [str(cell) for cell in row]) for n, row in enumerate(rows, 1)], ())
    assert set(shape_of(again).columns) >= {"number", "title_en", "lead", "supporting", "due"}

    example = io.BytesIO(b"".join(client.get("/directory/export/example.xlsx")))
    told = str(sheets_of(example))
    assert "Venues Team" in told
    assert not EN.search(told)
    assert not ZH.search(told)

    file = client.get("/directory/export/directory.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(file)))
    assert "departments" in book.sheet_names
    upload = io.BytesIO(b"".join(client.get("/directory/export/directory.xlsx")))
    upload.name = "directory.xlsx"
    page = client.post("/directory/import/", {"upload": upload}, follow=True)
    assert "not read" not in page.content.decode()
    assert page.resolver_match.view_name == "workspace:import"
