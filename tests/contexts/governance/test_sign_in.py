"""The sheet that those sign who come to a meeting, and the codes on printed papers."""

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document as Docx

from plenary.contexts.governance.exports.signing import SPARE, sign_in_paper
from plenary.contexts.governance.models import Invitation
from plenary.contexts.governance.selectors.convening.sign_in import sign_in_of
from plenary.kernel.people.models import Holding
from plenary.shared import qr
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import convenings as made
from tests.factories import grant_role, person, post, unit, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]


@pytest.fixture
def convening():
    """Two members, one of whom sends a substitute and one does not come; a unit; an observer."""
    found = made.convened(made.planned(made.committee(members=3), title_zh="全体会议"))
    bureau = unit(name_zh="区商务局", name_en="Commerce Bureau")
    first = made.invited(found)
    work = post(organisation=bureau, title_zh="局长", title_en="Director", order=9)
    Holding.objects.create(post=work, person=first.person)
    second, third = Invitation.objects.filter(convening=found, role="member").exclude(pk=first.pk)
    Invitation.objects.filter(pk=second.pk).update(reply="not_coming", replied_at=made.STARTS)
    Invitation.objects.filter(pk=third.pk).update(reply="substituted", replied_at=made.STARTS)
    Invitation.objects.create(
        convening=found, role="substitute", name="赵代", language="zh-hans", stands_in_for=third
    )
    item = found.meeting.items.create(number=2, kind="hear", text_zh="听取汇报")
    guest = Invitation.objects.create(
        convening=found, role="observer", name="Guest", language="en", unit=bureau
    )
    guest.items.add(item)
    return found


def test_the_sheet_has_who_is_expected_as_what_with_unit_and_post_in_either_language(convening):
    sheet = sign_in_of(SYSTEM, convening.meeting_id)
    zh, en = (sign_in_paper(sheet, lang).register for lang in ("zh", "en"))

    assert zh[0] == ("序号", "姓名", "单位", "职务", "参会身份", "签名")
    assert zh[1] == ("1", "委员0", "区商务局", "局长", "出席", "")
    assert en[1] == ("1", "Member 0", "Commerce Bureau", "Director", "attending", "")
    assert (zh[2][1], zh[2][4], en[2][4]) == ("赵代", "代委员2出席", "for Member 2")
    assert (zh[4][2], zh[4][4], en[4][4]) == ("区商务局", "列席（议题2）", "observer (items 2)")
    assert "委员1" not in str(zh)
    assert len(zh) == 1 + 4 + SPARE


def test_the_sheet_is_shown_printed_and_handed_out_to_the_office_alone(
    convening, signed_in, settings
):
    settings.ORIGIN = "https://plenary.example.org"
    page = f"/meetings/{convening.meeting_id}/convening/sign-in/"
    client = signed_in(grant_role(user(language="en"), "office"))
    shown = client.get(page).content.decode()
    linked = f"https://plenary.example.org{convening.meeting.get_absolute_url()}"
    assert page in client.get(f"/meetings/{convening.meeting_id}/convening/").content.decode()
    assert '<svg class="qr" viewBox="0 0' in shown
    assert linked in shown
    assert " style=" not in shown
    docx = Docx(BytesIO(client.get(f"{page}sheet.zh.docx").content))
    assert docx.tables[0].rows[1].cells[1].text == "委员0"
    assert len(docx.inline_shapes) == 1
    assert client.get(f"{page}sheet.en.pdf").content.startswith(b"%PDF")
    for ending in ("sheet.fr.pdf", "sheet.zh.odt"):
        assert client.get(f"{page}{ending}").status_code == 404
    for account in (grant_role(user(), "protocol"), user()):
        stranger = signed_in(account)
        for address in (page, f"{page}sheet.zh.docx"):
            assert stranger.get(address).status_code in {403, 404}


def test_a_long_list_takes_as_many_queries_as_a_short_one(convening):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            sign_in_of(SYSTEM, convening.meeting_id)
        return len(queries)

    asked()
    short = asked()
    for number in range(20):
        Invitation.objects.create(
            convening=convening, role="observer", name=f"{number}", language="en", person=person()
        )
    assert asked() == short


def test_a_code_is_the_same_for_the_same_address_and_says_nothing_but_it():
    address = "https://plenary.example.org/sheets/12/"
    assert qr.picture(address) == qr.picture(address) != qr.picture(f"{address}3")
    assert qr.picture(address).startswith(b"\x89PNG")
    drawn = qr.drawn(address, '"><script>')
    assert "<script>" not in drawn
    assert re.fullmatch(r"<svg [^<>]*>(<path [^<>]*/>)+</svg>", drawn)
