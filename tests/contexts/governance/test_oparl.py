"""OParl 1.1 over released meetings: what is told to the whole world, and that nothing else is."""

import datetime as dt
import re
from urllib.parse import quote

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Paper, PublicRecord
from plenary.contexts.governance.services import agendas, releases
from plenary.contexts.governance.services.oparl.keeping import keep_all_public
from plenary.kernel.organisations.models import Term
from plenary.kernel.people.models import Holding
from plenary.kernel.places.models import Place
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Refused
from plenary.shared.web import limits
from tests.contexts.governance import agenda_records as agenda
from tests.contexts.governance import page_records as made
from tests.contexts.governance.refusals import refused
from tests.contexts.governance.test_releases import ALL, TEXTS, let_out
from tests.factories import body, grant_role, organisation, person, post, user

pytestmark = pytest.mark.django_db
HOME = "/oparl/v1.1/"
LISTS = {
    "organization": "Organization",
    "person": "Person",
    "meeting": "Meeting",
    "paper": "Paper",
    "agenda-item": "AgendaItem",
    "consultation": "Consultation",
    "file": "File",
    "location": "Location",
    "term": "LegislativeTerm",
    "membership": "Membership",
}
TEXT, URL, DAY, MOMENT = str, "url", "day", "moment"
FORMS = {
    URL: re.compile(r"http://[^ ]+"),
    DAY: re.compile(r"\d{4}-\d\d-\d\d"),
    MOMENT: re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d"),
}
EVERY = {"id": URL, "type": TEXT, "created": MOMENT, "modified": MOMENT}
SHAPES = {
    "System": {"oparlVersion": TEXT, "body": URL, "name": TEXT, "website": URL, "contactEmail": TEXT},
    "Body": {
        "system": URL, "name": TEXT, "website": URL, "contactEmail": TEXT,
        "legislativeTerm": ["LegislativeTerm"], "organization": URL, "person": URL, "meeting": URL,
        "paper": URL, "agendaItem": URL, "consultation": URL, "file": URL, "locationList": URL,
        "legislativeTermList": URL, "membership": URL,
    },
    "Organization": {
        "body": URL, "name": TEXT, "shortName": TEXT, "meeting": URL, "membership": [URL],
        "organizationType": TEXT, "startDate": DAY, "endDate": DAY,
    },
    "LegislativeTerm": {"body": URL, "name": TEXT, "startDate": DAY, "endDate": DAY},
    "Person": {"body": URL, "name": TEXT, "membership": ["Membership"]},
    "Membership": {"person": URL, "organization": URL, "role": TEXT, "startDate": DAY},
    "Meeting": {
        "name": TEXT, "meetingState": TEXT, "cancelled": bool, "start": MOMENT,
        "organization": [URL], "location": "Location", "resultsProtocol": "File",
        "auxiliaryFile": ["File"], "agendaItem": ["AgendaItem"],
    },
    "AgendaItem": {
        "meeting": URL, "number": TEXT, "order": int, "name": TEXT, "public": bool,
        "result": TEXT, "resolutionText": TEXT,
    },
    "Paper": {
        "body": URL, "name": TEXT, "date": DAY, "mainFile": "File",
        "consultation": ["Consultation"],
    },
    "Consultation": {"paper": URL, "meeting": URL, "agendaItem": URL, "organization": [URL]},
    "File": {
        "name": TEXT, "fileName": TEXT, "mimeType": TEXT, "size": int, "date": DAY, "text": TEXT,
        "accessUrl": URL, "downloadUrl": URL, "meeting": [URL], "paper": [URL],
    },
    "Location": {"description": TEXT, "streetAddress": TEXT, "meetings": [URL]},
}  # fmt: skip
NEEDED = {
    "System": {"oparlVersion", "body"},
    "Body": {"name", "organization", "person", "meeting", "paper", "legislativeTerm"},
    "AgendaItem": {"order"},
    "File": {"accessUrl"},
}
"""The properties that an object may have here with what they hold, by the specification; nothing else."""


def holds(value, wanted):
    """Say whether a value is what the specification has in its place."""
    if isinstance(wanted, list):
        return bool(value) and all(holds(one, wanted[0]) for one in value)
    if wanted in SHAPES:
        return fits(value, wanted)
    if wanted in FORMS:
        return bool(FORMS[wanted].fullmatch(value))
    return type(value) is wanted and value != ""


def fits(told, kind):
    """Check an object against its kind, property by property."""
    assert told["type"] == f"https://schema.oparl.org/1.1/{kind}"
    shape = EVERY | SHAPES[kind]
    wrong = {name: told[name] for name in told if not holds(told[name], shape.get(name))}
    assert wrong == {}, kind
    assert set(EVERY) | NEEDED.get(kind, set()) <= set(told), kind
    return True


def ask(client, address, **headers):
    answer = client.get(address.removeprefix("http://127.0.0.1:8000"), headers=headers)
    assert answer.status_code == 200, (address, answer.content)
    return answer.json()


def listed(client, kind, **query):
    asked = "&".join(f"{name}={quote(str(value))}" for name, value in query.items())
    return ask(client, f"{HOME}body/{kind}/?{asked}")["data"]


def everything(client):
    """All that anybody can read: the system, the body, each list, and each object by its address."""
    since = "?modified_since=2000-01-01T00:00:00%2B08:00"
    kept = list(PublicRecord.objects.all())
    addresses = [
        "",
        "bodies/",
        "body/",
        *(f"body/{kind}/{query}" for kind in LISTS for query in ("", since, "?lang=en")),
        *(f"{one.kind}/{one.key}/" for one in kept),
        *(f"organization/{one.key}/meetings/" for one in kept if one.kind == "organization"),
    ]
    return [ask(client, f"{HOME}{address}") for address in addresses]


@pytest.fixture
def sitting():
    """A held meeting with items, decisions, papers of each class, a place, a chair and a member."""
    organisation(kind="unit", name_zh="区人民政府", name_en="District Government")
    committee = body(name_zh="外事委员会", name_en="Foreign Affairs Committee")
    Term.objects.create(body=committee, name_zh="第十四届", starts_on=dt.date(2021, 9, 1))
    chair = post(organisation=committee, title_zh="主任", title_en="Chair", is_leader=True)
    member = post(organisation=committee, title_zh="委员", title_en="Member")
    for seat, name in ((chair, "赵主任"), (member, "钱委员")):
        holder = person(name_zh=name, name_en="")
        Holding.objects.create(post=seat, person=holder, since_on=dt.date(2024, 1, 1))
    gone = person(name_zh="孙前任", name_en="")
    Holding.objects.create(post=chair, person=gone, until_on=dt.date(2023, 12, 31))
    meeting = made.meeting(body_id=committee.pk)
    meeting.place = Place.objects.create(name_zh="会议中心", address_zh="石景山路一号")
    meeting.save()
    items = agenda.items(meeting, "听取退税工作汇报", "内部人事事项")
    made.decision(meeting, item_id=items[0].pk, text_zh="同意退税方案", text_en="Refunds agreed")
    made.decision(meeting, item_id=items[1].pk, text_zh="人事决定", text_en="Staff decision")
    public = agenda.paper(
        item_id=items[0].pk,
        access="public",
        title_zh="public材料",
        title_en="public paper",
        words="public-words",
    )
    version = public.versions.get()
    for access in ("internal", "concerned", "committee"):
        paper = Paper.objects.create(
            meeting=meeting,
            item=items[1],
            access=access,
            title_zh=f"{access}材料",
            title_en=f"{access} paper",
        )
        version.pk, version.paper = None, paper
        version.save()
    return meeting


def keys_of(meeting, *names):
    first = meeting.items.first()
    found = {
        "place": "place",
        "item": f"item:{first.pk}",
        "decision": f"decision:{first.decisions.get().pk}",
    }
    return [found[name] for name in names]


def propose(meeting, *named):
    return releases.propose_release(
        actor=SYSTEM, meeting_id=meeting.pk, stage="public", named=named, **TEXTS
    )


def publish(meeting, *names):
    let_out(meeting, "decisions", "papers")
    step = propose(meeting, *keys_of(meeting, *names))
    return releases.release_step(actor=SYSTEM, step_id=step.pk, seen_version=None)


def take_back(meeting, stage="public"):
    step = meeting.releases.get(stage=stage, state="released")
    return releases.take_step_back(
        actor=SYSTEM, step_id=step.pk, seen_version=None, reason="发布有误"
    )


def test_before_the_public_text_is_out_there_is_nothing_at_any_stage(sitting, client):
    for stages in ((), ("decisions",), ("papers",)):
        let_out(sitting, *stages)
        told = everything(client)
        assert all(one.get("data", []) == [] for one in told[3:])
        assert not PublicRecord.objects.exists()
    proposed = propose(sitting, *keys_of(sitting, "item"))

    assert proposed.state == "proposed"
    assert not PublicRecord.objects.exists()
    assert "modified" not in ask(client, HOME)


HIDDEN = {
    "内部人事事项", "人事决定", "Staff decision", "internal", "concerned", "committee paper",
    "钱委员", "孙前任", "No. of", "全体会议二",
}  # fmt: skip
NAMED = {
    (): {"听取退税工作汇报", "同意退税方案", "会议中心", "石景山路一号"},
    ("item",): {"同意退税方案", "Refunds agreed", "会议中心"},
    ("item", "decision"): {"会议中心", "石景山路一号"},
    ("item", "decision", "place"): set(),
}


@pytest.mark.parametrize("named", NAMED)
def test_nothing_but_what_was_named_is_told_in_any_list_object_or_file(sitting, client, named):
    second = made.meeting(body_id=sitting.body_id, title_zh="全体会议二")
    made.decision(second)
    let_out(second, "decisions", "papers")
    publish(sitting, *named)

    told = everything(client)
    words = "\n".join(str(one) for one in told)

    for hidden in HIDDEN | NAMED[named]:
        assert hidden not in words, hidden
    assert "会议召开，审议通过计划。" in words
    assert [len(one["data"]) for one in told[3:] if "data" in one][6:9] == [1, 1, 1], "meetings"
    assert len(listed(client, "paper")) == len(listed(client, "consultation")) == 1
    assert len(listed(client, "file")) == 2
    assert len(listed(client, "agenda-item")) == ("item" in named)
    assert len(listed(client, "location")) == ("place" in named)
    numbers = {str(pk) for pk in (sitting.pk, second.pk, sitting.body_id)}
    addresses = re.findall(r"oparl/v1\.1/[\w-]+/([\w-]+)/", words)
    assert addresses
    assert not numbers & set(addresses), "no address tells a number of within"


def test_every_object_is_as_the_specification_has_it(sitting, client):
    publish(sitting, "place", "item", "decision")

    for kind, name in LISTS.items():
        found = listed(client, kind)
        assert found, kind
        for one in found:
            assert fits(one, name)
            assert ask(client, one["id"]) == one
    system, home = ask(client, HOME), ask(client, f"{HOME}body/")
    assert fits(system, "System")
    assert fits(home, "Body")
    assert system["oparlVersion"] == "https://schema.oparl.org/1.1/"
    assert ask(client, system["body"])["data"] == [home]
    assert home["name"] == "区人民政府"
    assert [one["name"] for one in home["legislativeTerm"]] == ["第十四届"]
    assert all(
        ask(client, home[name])["data"] for name in ("organization", "person", "meeting", "paper")
    )
    meeting = listed(client, "meeting")[0]
    assert meeting["start"] == "2026-03-18T00:00:00+08:00"
    assert ask(client, listed(client, "organization")[0]["meeting"])["data"] == [meeting]
    item = meeting["agendaItem"][0]
    assert (item["name"], item["resolutionText"]) == ("听取退税工作汇报", "同意退税方案")
    assert listed(client, "consultation")[0]["agendaItem"] == item["id"]


def test_who_leads_is_told_by_name_and_who_sits_in_it_by_post_alone(sitting, client):
    publish(sitting)

    people = {one["name"]: one["membership"][0] for one in listed(client, "person")}

    assert {name: seat["role"] for name, seat in people.items()} == {
        "赵主任": "主任",
        "委员": "委员",
    }
    assert people["赵主任"]["startDate"] == "2024-01-01"
    assert "startDate" not in people["委员"]
    Holding.objects.filter(person__name_zh="孙前任").update(until_on=clock.today())
    keep_all_public()
    assert "孙前任" not in str(everything(client)), "the day is the successor's"
    Holding.objects.filter(person__name_zh="赵主任").update(until_on=dt.date(2025, 1, 1))
    assert keep_all_public() > 0
    assert "赵主任" not in str(everything(client))


def test_a_release_taken_back_leaves_key_kind_and_moments_and_nothing_else(sitting, client):
    with time_machine.travel("2026-03-20T08:00:00+08:00", tick=False):
        publish(sitting, "item", "place")
    before = {one["id"]: one for kind in LISTS for one in listed(client, kind)}
    files = [one["accessUrl"] for one in before.values() if one["type"].endswith("File")]
    with time_machine.travel("2026-03-21T08:00:00+08:00", tick=False):
        take_back(sitting)

    assert all(listed(client, kind) == [] for kind in LISTS)
    since = "2026-03-20T12:00:00+08:00"
    after = {one["id"]: one for kind in LISTS for one in listed(client, kind, modified_since=since)}
    assert set(after) == set(before)
    for address, one in after.items():
        assert one == {
            "id": address,
            "type": before[address]["type"],
            "created": "2026-03-20T08:00:00+08:00",
            "modified": "2026-03-21T08:00:00+08:00",
            "deleted": True,
        }
        assert ask(client, address) == one
    for address in files:
        assert client.get(address.removeprefix("http://127.0.0.1:8000")).status_code == 410
    publish_again = propose(sitting)
    releases.release_step(actor=SYSTEM, step_id=publish_again.pk, seen_version=None)
    assert listed(client, "meeting")[0]["id"] in before, "what comes back has its old address"


def test_a_paper_that_is_narrowed_or_withdrawn_is_gone_at_once(sitting, client):
    publish(sitting)
    paper = sitting.papers.get(access="public")
    file = listed(client, "paper")[0]["mainFile"]["downloadUrl"].removeprefix(
        "http://127.0.0.1:8000"
    )
    assert b"public-words" in b"".join(client.get(file).streaming_content)

    agendas.edit_paper(
        actor=SYSTEM, paper_id=paper.pk, seen_version=None, changes={"access": "internal"}
    )

    assert listed(client, "paper") == []
    assert client.get(file).status_code == 410
    assert "public材料" not in str(everything(client))
    agendas.edit_paper(
        actor=SYSTEM, paper_id=paper.pk, seen_version=None, changes={"access": "public"}
    )
    assert len(listed(client, "paper")) == 1
    agendas.withdraw_paper(actor=SYSTEM, paper_id=paper.pk, seen_version=None, reason="有误")
    assert listed(client, "paper") == []


def test_a_later_change_inside_changes_nothing_until_it_is_released_anew(sitting, client):
    with time_machine.travel("2026-03-20T08:00:00+08:00", tick=False):
        publish(sitting, "item")
    was = everything(client)
    services.edit_meeting(
        actor=SYSTEM, meeting_id=sitting.pk, seen_version=None, changes={"title_zh": "别的名称"}
    )
    item = sitting.items.first()
    item.text_zh = "改过的议题"
    item.save()
    public = sitting.papers.get(access="public")
    agendas.add_paper_version(
        actor=SYSTEM, paper_id=public.pk, seen_version=None, file=agenda.file("second")
    )
    agendas.edit_paper(
        actor=SYSTEM, paper_id=public.pk, seen_version=None, changes={"title_zh": "改过的材料"}
    )
    keep_all_public()
    assert everything(client) == was

    step = propose(sitting, *keys_of(sitting, "item"))
    releases.release_step(actor=SYSTEM, step_id=step.pk, seen_version=None)

    meeting = listed(client, "meeting")[0]
    assert (meeting["name"], meeting["agendaItem"][0]["name"]) == ("别的名称", "改过的议题")
    assert meeting["created"] == "2026-03-20T08:00:00+08:00"
    assert meeting["modified"] > meeting["created"]
    assert listed(client, "paper")[0]["name"] == "public材料", "its own stage is not out anew"


def test_lists_come_by_pages_and_filters_in_the_same_queries_for_one_and_five(sitting, client):
    publish(sitting, "item")

    def counted():
        with CaptureQueriesContext(connection) as asked:
            ask(client, f"{HOME}body/meeting/")
        return len([one for one in asked if "plenary_cache" not in one["sql"]])

    once = counted()
    for number in range(4):
        other = made.meeting(body_id=sitting.body_id, title_zh=f"第{number}次")
        made.decision(other)
        let_out(other, *ALL)

    address, seen = f"{HOME}body/meeting/?limit=2&lang=en", []
    while address:
        page = ask(client, address)
        seen += [one["id"] for one in page["data"]]
        address = page["links"].get("next")
        assert page["pagination"] == {"totalElements": 5, "elementsPerPage": 2}
        assert "lang=en" in page["links"]["self"]
    assert len(set(seen)) == len(seen) == 5
    first = listed(client, "meeting")[0]
    assert (
        first["modified"]
        == listed(client, "meeting", modified_since=first["modified"])[0]["modified"]
    )
    assert listed(client, "meeting", created_since="2099-01-01T00:00:00+08:00") == []
    assert listed(client, "meeting", modified_until="2001-01-01T00:00:00+08:00") == []
    assert len(listed(client, "meeting", created_until="2098-01-01T00:00:00+08:00")) == 5
    assert "agendaItem" not in listed(client, "meeting", omit_internal="true")[0]
    assert counted() == once == 3, "the same for one meeting and five"


@pytest.mark.parametrize(
    "query",
    [
        "modified_sinc=2026-01-01T00:00:00%2B08:00",
        "modified_since=2026-01-01",
        "modified_since=2026-01-01T00:00:00+08:00",
        "created_since=0001-01-01T00:00:00%2B14:00",
        "limit=0",
        "limit=x",
        "after=7",
        "after=00000000-0000-4000-8000-000000000000",
        "lang=de",
    ],
)
def test_what_cannot_be_read_is_refused_with_an_error_object(client, query):
    for kind in ("meeting", "paper"):
        answer = client.get(f"{HOME}body/{kind}/?{query}")
        assert answer.status_code == 422
        assert answer.json()["type"] == "https://schema.oparl.org/1.1/Error"
        assert answer["Access-Control-Allow-Origin"] == "*"


def test_addresses_that_are_guessed_answer_as_if_nothing_was_there(sitting, client):
    publish(sitting)
    unknown = "00000000-0000-4000-8000-000000000000"
    meeting = PublicRecord.objects.get(kind="meeting")

    for address in (
        f"meeting/{unknown}/", f"paper/{meeting.key}/", f"meeting/{sitting.pk}/", "body/secrets/",
        f"nothing/{unknown}/", f"file/{unknown}/access/", f"file/{meeting.key}/download/",
        f"organization/{meeting.key}/meetings/", "nothing/",
    ):  # fmt: skip
        answer = client.get(f"{HOME}{address}")
        assert answer.status_code == 404, address
        assert "json" in answer["Content-Type"]


def test_it_speaks_chinese_unless_english_is_asked_for(sitting, client):
    publish(sitting, "item", "decision")

    def name(query="", **headers):
        answer = client.get(f"{HOME}body/{query}", headers=headers)
        return answer.json()["name"], answer["Content-Language"]

    assert name() == ("区人民政府", "zh-Hans")
    assert name("?lang=en") == ("District Government", "en")
    assert name(accept_language="en-GB,en;q=0.8") == ("District Government", "en")
    assert name("?lang=zh", accept_language="en") == ("区人民政府", "zh-Hans")
    assert name(accept_language="de") == ("区人民政府", "zh-Hans")
    assert ask(client, f"{HOME}?lang=en")["body"].endswith("?lang=en")
    assert ask(client, f"{HOME}?lang=en")["id"].endswith("v1.1/")
    english = ask(client, f"{HOME}body/agenda-item/?lang=en")["data"][0]
    assert (english["result"], english["resolutionText"]) == ("Adopted", "Refunds agreed")
    assert english["name"] == "听取退税工作汇报", "a side that is not there gives way to the other"
    access = ask(client, f"{HOME}body/meeting/?lang=en")["data"][0]["resultsProtocol"]["accessUrl"]
    text = client.get(access.removeprefix("http://127.0.0.1:8000"))
    assert text.content.decode() == TEXTS["text_en"]
    assert "attachment" not in text.headers.get("Content-Disposition", "")
    assert text["Content-Security-Policy"].startswith("sandbox")


def test_anybody_reads_with_get_and_head_from_any_page_and_changes_nothing(sitting, client):
    publish(sitting)
    answer = client.get(f"{HOME}body/meeting/")

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert client.head(f"{HOME}body/meeting/")["ETag"] == answer["ETag"]
    same = client.get(f"{HOME}body/meeting/", headers={"if-none-match": answer["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert same["Access-Control-Allow-Origin"] == "*"
    asked = client.options(f"{HOME}body/meeting/")
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(f"{HOME}body/meeting/").status_code == 405


@pytest.mark.usefixtures("standing_clock")
def test_who_asks_too_often_waits(client, monkeypatch):
    monkeypatch.setattr("plenary.contexts.governance.views.oparl.answering.RATE", "2/h")
    for _time in range(2):
        assert client.get(HOME).status_code == 200

    answer = client.get(HOME)

    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert limits.SECONDS["h"] == 3600


def test_what_is_named_is_of_this_meeting_and_a_decision_comes_with_its_item(sitting):
    let_out(sitting, "decisions", "papers")
    elsewhere = agenda.items(made.meeting(), "别处")[0]

    for named in ([f"item:{elsewhere.pk}"], ["minutes"], keys_of(sitting, "decision")):
        with refused(Refused):
            propose(sitting, *named)
    item = sitting.items.first()
    item.text_zh = "机密★一年"
    item.save()
    with refused(Refused):
        propose(sitting, *keys_of(sitting, "item"))


def test_the_second_person_sees_what_is_named_and_the_public_page_shows_it(sitting, signed_in):
    let_out(sitting, "decisions", "papers")
    office = signed_in(grant_role(user(), "office"))
    page = f"/meetings/{sitting.pk}/release/"
    form = office.get(f"{page}public/").content.decode()
    item = sitting.items.first()
    assert f'value="item:{item.pk}"' in form
    sent = office.post(f"{page}public/", {**TEXTS, "named": [f"item:{item.pk}"]})
    assert sent.status_code == 302
    shown = office.get(page).content.decode()
    assert "听取退税工作汇报" in shown.partition("Told in public")[2]
    bad = office.post(f"{page}public/", {**TEXTS, "named": ["item:0"]})
    assert bad.status_code == 422
    step = sitting.releases.get(stage="public")
    releases.release_step(actor=SYSTEM, step_id=step.pk, seen_version=None)
    assert "听取退税工作汇报" in office.get(step.get_absolute_url()).content.decode()
