"""What may be done to persons, posts and holdings."""

import datetime as dt

import pytest

from plenary.kernel.audit.models import AuditRow
from plenary.kernel.people import selectors, services
from plenary.kernel.people.models import Holding, Person, Post
from plenary.shared.actor import NOBODY
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.factories import person, post, unit, unit_user

MAY = dt.date(2025, 5, 1)


def test_a_person_is_kept_and_their_name_leaves_only_a_digest_in_the_log(office):
    made = services.create_person(actor=office, name_zh="赵  一", name_en="Zhao Yi")

    assert made.name_zh == "赵 一"
    assert "赵" not in str(AuditRow.objects.get().after)


def test_a_person_without_a_name_is_refused(office):
    with pytest.raises(Refused):
        services.create_person(actor=office, name_zh=" ")
    someone = person(name_zh="钱二")
    with pytest.raises(Refused):
        services.edit_person(
            actor=office, person_id=someone.pk, seen_version=1, name_zh="", name_en=""
        )

    assert Person.objects.get().name_zh == "钱二"


def test_a_persons_name_is_mended_and_a_stale_mend_refused(office):
    someone = person(name_zh="钱二")
    services.edit_person(
        actor=office, person_id=someone.pk, seen_version=1, name_zh="钱贰", name_en="Qian Er"
    )

    with pytest.raises(Stale):
        services.edit_person(
            actor=office, person_id=someone.pk, seen_version=1, name_zh="错", name_en=""
        )

    assert Person.objects.get().name_zh == "钱贰"


def test_a_post_needs_a_title(office):
    bureau = unit()
    made = services.create_post(actor=office, organisation=bureau, title_zh="局长", order=1)

    with pytest.raises(Refused):
        services.create_post(actor=office, organisation=bureau, title_zh=" ")
    with pytest.raises(Refused):
        services.edit_post(
            actor=office,
            post_id=made.pk,
            seen_version=1,
            title_zh="",
            title_en="",
            order=1,
            is_leader=False,
        )

    assert Post.objects.get().title_zh == "局长"


def test_a_post_is_edited(office):
    held = post(title_zh="副局长")

    services.edit_post(
        actor=office,
        post_id=held.pk,
        seen_version=1,
        title_zh="局长",
        title_en="Director",
        order=3,
        is_leader=True,
    )

    held.refresh_from_db()
    assert (held.title_zh, held.order, held.is_leader, held.version) == ("局长", 3, True, 2)


def test_a_successor_takes_the_post_over_on_the_day(office):
    held, first, second = post(), person(), person()
    services.appoint(actor=office, post=held, person=first, since_on=dt.date(2021, 1, 1))

    services.succeed(actor=office, post=held, person=second, on=MAY)

    holders = selectors.holdings_on(MAY).filter(post=held)
    assert [h.person for h in holders] == [second]
    assert selectors.holdings_on(dt.date(2025, 4, 30)).get(post=held).person == first


def test_appointing_or_handing_over_to_the_holder_changes_nothing(office):
    held, someone = post(), person()
    one = services.appoint(actor=office, post=held, person=someone)

    again = services.appoint(actor=office, post=held, person=someone)
    same = services.succeed(actor=office, post=held, person=someone, on=MAY)

    assert one == again == same
    assert Holding.objects.get().until_on is None


def test_a_holding_cannot_end_before_it_began(office):
    held, someone = post(), person()
    holding = services.appoint(actor=office, post=held, person=someone, since_on=MAY)

    with pytest.raises(Refused):
        services.end_holding(actor=office, holding_id=holding.pk, until_on=dt.date(2025, 4, 30))
    services.end_holding(actor=office, holding_id=holding.pk, until_on=dt.date(2025, 6, 1))

    assert Holding.objects.get().until_on == dt.date(2025, 6, 1)


def test_a_unit_may_not_change_persons_and_nobody_sees_them(db):
    liaison, held, someone = unit_user(unit()).actor, post(), person()

    for forbidden in (
        lambda: services.create_person(actor=liaison, name_zh="孙三"),
        lambda: services.appoint(actor=liaison, post=held, person=someone),
        lambda: services.succeed(actor=liaison, post=held, person=someone, on=MAY),
        lambda: services.create_post(actor=liaison, organisation=unit(), title_zh="长"),
    ):
        with pytest.raises(Forbidden):
            forbidden()

    with pytest.raises(NotFound):
        services.end_holding(actor=NOBODY, holding_id=1, until_on=MAY)
    assert not selectors.visible_to(NOBODY).exists()
    assert not Holding.objects.exists()


def test_the_days_of_a_holding_are_mended_and_refused_where_they_cannot_be(office):
    held, someone = post(), person()
    old = services.appoint(actor=office, post=held, person=someone, since_on=MAY)
    days = {"since_on": dt.date(2025, 5, 2), "until_on": dt.date(2025, 6, 1)}

    services.date_holding(actor=office, holding_id=old.pk, seen_version=1, **days)
    services.appoint(actor=office, post=held, person=someone, since_on=dt.date(2025, 7, 1))
    for until_on, seen, error in (
        (dt.date(2025, 5, 1), 2, Refused),
        (None, 2, Refused),
        (MAY, 1, Stale),
    ):
        with pytest.raises(error):
            services.date_holding(
                actor=office,
                holding_id=old.pk,
                seen_version=seen,
                since_on=days["since_on"],
                until_on=until_on,
            )
    with pytest.raises(Forbidden):
        services.date_holding(
            actor=unit_user(unit()).actor, holding_id=old.pk, seen_version=2, **days
        )

    old.refresh_from_db()
    assert (old.since_on, old.until_on, old.version) == (*days.values(), 2)
    assert AuditRow.objects.filter(action="people.holding.dated").count() == 1
