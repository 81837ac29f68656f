"""The pages of topics, papers and agendas, as people work with them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance.models import Paper, Topic, TopicKind
from plenary.contexts.governance.services import agendas
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import agenda_records as made
from tests.factories import grant_role, unit_user, user

pytestmark = pytest.mark.django_db
CHINESE = {"HTTP_ACCEPT_LANGUAGE": "zh-CN"}


@pytest.fixture
def desk(client, db):
    """The office, signed in."""
    client.force_login(grant_role(user(name="Desk"), "office"))
    return client


def text_of(answer):
    return answer.content.decode()


def queries(client, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_a_unit_brings_a_topic_with_its_paper_and_the_office_puts_it_on(client, commerce):
    meeting = made.planned()
    kind = made.kind("汇报材料")
    liaison, office = unit_user(commerce), grant_role(user(), "office")
    client.force_login(liaison)
    sent = {"unit": commerce.pk, "kind": kind.pk, "place": str(meeting.body_id)}

    refused = client.post("/topics/new/", {**sent, "reason_zh": "尚缺题目"})
    assert refused.status_code == 422
    assert "尚缺题目" in text_of(refused)
    client.post("/topics/new/", {**sent, "title_zh": "汇报", "reason_zh": "研究"})
    topic = Topic.objects.get()
    page = text_of(client.get(topic.get_absolute_url()))
    assert "汇报材料" in page
    assert "No title in English yet" in page
    edit = {**sent, "title_zh": "汇报", "title_en": "Report", "reason_zh": "研究"}
    client.post(f"/topics/{topic.pk}/edit/", {**edit, "seen_version": 1})
    empty = client.post(f"/topics/{topic.pk}/papers/new/", {"access": "internal"})
    assert empty.status_code == 422
    file = SimpleUploadedFile("汇报.txt", "内容".encode())
    needed = kind.papers.get().pk
    client.post(
        f"/topics/{topic.pk}/papers/new/",
        {"access": "internal", "upload": file, "needed": needed},
    )
    assert Paper.objects.get().title_zh == "汇报材料"
    assert 'name="needed"' not in text_of(client.get(f"/topics/{topic.pk}/papers/new/"))
    client.post(f"/topics/{topic.pk}/submit/", {"seen_version": 2})
    assert client.post(f"/topics/{topic.pk}/accept/", {}).status_code == 422
    client.force_login(office)
    late = client.post(f"/topics/{topic.pk}/accept/", {"seen_version": 1, "meeting": meeting.pk})
    assert late.status_code == 409
    put = client.post(f"/topics/{topic.pk}/accept/", {"seen_version": 3, "meeting": meeting.pk})

    assert put["Location"] == f"/meetings/{meeting.pk}/agenda/"
    shown = text_of(client.get(put["Location"], **CHINESE))
    assert "汇报材料" in shown
    assert "商务局" in shown


def test_a_unit_cannot_accept_and_learns_why_its_topic_came_back(client, commerce):
    topic = made.submitted(made.planned(), unit_id=commerce.pk)
    liaison, office = unit_user(commerce), grant_role(user(), "office")
    client.force_login(office)
    give = {"seen_version": topic.version, "ground": "wording", "reason": ""}
    assert client.post(f"/topics/{topic.pk}/return/", give).status_code == 422
    client.post(f"/topics/{topic.pk}/return/", {**give, "reason": "题目过长"})
    assert "Why topics went back" in text_of(client.get("/topics/"))

    client.force_login(liaison)
    page = text_of(client.get(topic.get_absolute_url()))

    assert "题目过长" in page
    assert f"/topics/{topic.pk}/accept/" not in page
    assert "Why topics went back" not in text_of(client.get("/topics/"))
    client.post(f"/topics/{topic.pk}/withdraw/", {"seen_version": topic.version + 1})
    topic.refresh_from_db()
    assert topic.state == "withdrawn"


def test_the_office_keeps_the_kinds_and_others_read_them(desk, client, commerce):
    fields = {
        "name_zh": "专报",
        "item_kind": "hear",
        "days_before": 4,
        "order": 9,
        "is_active": "on",
    }
    assert desk.post("/topics/kinds/new/", {**fields, "days_before": 99}).status_code == 422
    desk.post("/topics/kinds/new/", {**fields, "paper1_zh": "专报稿"})
    kind = TopicKind.objects.get(name_zh="专报")
    assert kind.papers.get().name_zh == "专报稿"
    desk.post(
        f"/topics/kinds/{kind.pk}/",
        {**fields, "seen_version": 1, "paper1_zh": "", "paper2_en": "B"},
    )
    assert kind.papers.get().name_en == "B"
    client.force_login(unit_user(commerce))

    assert "专报" in text_of(client.get("/topics/kinds/"))
    assert client.get(f"/topics/kinds/{kind.pk}/").status_code == 403


def test_a_paper_gets_a_new_version_another_title_and_is_taken_back(desk):
    topic = made.accepted(made.planned())
    paper = made.paper(topic_id=topic.pk)
    address = f"/meetings/papers/{paper.pk}/"

    file = SimpleUploadedFile("b.txt", b"new words")
    sent = {"seen_version": 1, "upload": file, "note": "section 2"}
    assert desk.post(f"{address}versions/new/", sent).status_code == 302
    assert "section 2" in text_of(desk.get(address))
    assert desk.post(f"{address}versions/new/", {"seen_version": 2}).status_code == 422
    changed = {"seen_version": 2, "title_zh": "新题", "title_en": "", "access": "concerned"}
    assert desk.post(f"{address}edit/", changed).status_code == 302
    paper.refresh_from_db()
    assert (paper.title_zh, paper.access) == ("新题", "concerned")
    assert desk.post(f"{address}withdraw/", {"seen_version": 1, "reason": "x"}).status_code == 409
    back = {"seen_version": paper.version, "reason": "传错"}
    assert desk.post(f"{address}withdraw/", back).status_code == 302
    assert "传错" in text_of(desk.get(address))


def test_a_paper_is_handed_in_with_an_item_by_the_office_and_its_unit_alone(client, commerce):
    topic = made.accepted(made.planned(), unit_id=commerce.pk)
    address = f"/meetings/agenda/{topic.item_id}/papers/new/"

    for account, status in (
        (grant_role(user(), "office"), 200),
        (grant_role(user(), "leader"), 403),
        (grant_role(user(), "protocol"), 404),
    ):
        client.force_login(account)
        assert client.get(address).status_code == status
    client.force_login(grant_role(user(), "office"))
    file = SimpleUploadedFile("c.txt", b"words")
    sent = client.post(address, {"access": "public", "upload": file, "title_en": "Annex"})
    assert sent["Location"].endswith(f"#item-{topic.item_id}")


def agenda_of(rows):
    meeting = made.planned()
    kind = made.kind("甲", "乙")
    for _n in range(rows):
        topic = made.accepted(meeting, kind_id=kind.pk)
        made.paper(topic_id=topic.pk)
        made.submitted(meeting, kind_id=kind.pk)
    return meeting


def test_lists_and_agendas_take_the_same_queries_for_one_row_and_many(desk):
    small = agenda_of(1)
    queries(desk, "/topics/")
    one = queries(desk, "/topics/"), queries(desk, f"/meetings/{small.pk}/agenda/")
    large = agenda_of(12)

    assert queries(desk, "/topics/") == one[0]
    assert queries(desk, f"/meetings/{large.pk}/agenda/") == one[1]


def test_a_topics_page_takes_the_same_queries_for_one_paper_and_many(desk):
    small, large = (made.submitted(made.planned()) for _n in range(2))
    made.paper(topic_id=small.pk)
    for n in range(12):
        paper = made.paper(topic_id=large.pk)
        agendas.add_paper_version(
            actor=SYSTEM, paper_id=paper.pk, seen_version=None, file=made.file(str(n))
        )
    queries(desk, small.get_absolute_url())

    assert queries(desk, large.get_absolute_url()) == queries(desk, small.get_absolute_url())
