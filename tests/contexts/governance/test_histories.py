"""Each record's page has its history folded away, for readers of everything and for nobody else."""

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Rung
from plenary.contexts.governance.services import agendas
from plenary.contexts.governance.services import convening as calling
from plenary.kernel.accounts.models import User
from tests.contexts.governance import agenda_records as made
from tests.contexts.governance import factories
from tests.contexts.governance.convenings import convened
from tests.factories import unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]


def test_the_history_of_a_record_stands_on_its_page(office, signed_in, commerce, liaison):
    plan = factories.plan()
    priority = services.add_priority(actor=office, plan_id=plan.pk, text_zh="一项")
    services.edit_priority(
        actor=office, priority_id=priority.pk, seen_version=None, changes={"text_zh": "改"}
    )
    requirement = factories.requirement()
    topic = made.accepted(made.planned(), unit_id=commerce.pk)
    paper = made.paper(topic_id=topic.pk, actor=office)
    opinion = agendas.ask_opinions(
        actor=office, unit_ids=[unit().pk], days=3, item_id=topic.item_id
    )[0]
    called = convened()
    body = called.meeting.body
    calling.set_body_rules(actor=office, body_id=body.pk, seen_version=None, notice_days=5)
    services.edit_rung(
        actor=office,
        rung_id=Rung.objects.first().pk,
        seen_version=None,
        changes={"days": 3},
    )
    desk = signed_in(User.objects.get(pk=office.user_id))
    pages = {
        plan.get_absolute_url(): "Priority: edited",
        requirement.get_absolute_url(): "Requirement: added",
        paper.get_absolute_url(): "handed the paper in",
        opinion.get_absolute_url(): "asked a unit for its opinion",
        called.get_absolute_url(): "Convening: drawn up",
        f"/bodies/{body.pk}/rules/": "Rules of a body: set",
        "/notices/ladder/": "Step of the ladder: edited",
    }
    found = {address: desk.get(address).content.decode() for address in pages}

    missing = {address: word for address, word in pages.items() if word not in found[address]}
    assert not missing
    assert all('<h2 class="as-text">History</h2>' in text for text in found.values())
    desk.force_login(User.objects.get(pk=liaison.user_id))
    own = desk.get(paper.get_absolute_url())
    assert (own.status_code, "handed the paper in" in own.content.decode()) == (200, False)
