"""What may be done to bodies and units."""

import datetime as dt
import importlib

import pytest
from django.apps import apps

from plenary.kernel.audit.models import AuditRow
from plenary.kernel.audit.recording import history
from plenary.kernel.organisations import selectors, services
from plenary.kernel.organisations.models import FormerName, MemberUnit, Organisation, Term
from plenary.shared import clock
from plenary.shared.actor import NOBODY
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.factories import body, unit, unit_user


def test_the_office_adds_a_unit_below_another(office):
    bureau = unit(code="bureau")

    made = services.create_organisation(
        actor=office, kind="unit", parent=bureau, name_zh=" 外事科 ", name_en="Section"
    )

    assert made.name_zh == "外事科"
    assert made.path == f"/{bureau.pk}/{made.pk}/"
    assert history(made).get().action == "organisations.organisation.created"


def test_a_code_is_made_from_the_name_and_never_twice(office):
    codes = [
        services.create_organisation(actor=office, kind="unit", name_en="Trade Bureau").code
        for _ in range(3)
    ]

    assert codes == ["trade-bureau", "trade-bureau-2", "trade-bureau-3"]


@pytest.mark.parametrize(
    "fields", [{"name_zh": "  "}, {"name_zh": "商务局", "code": "taken"}], ids=["no name", "code"]
)
def test_a_unit_without_a_name_or_with_a_taken_code_is_refused(office, fields):
    unit(code="taken")

    with pytest.raises(Refused):
        services.create_organisation(actor=office, kind="unit", **fields)

    assert Organisation.objects.count() == 1
    assert not AuditRow.objects.exists()


def test_a_unit_may_not_change_the_directory(db):
    liaison = unit_user(unit()).actor

    with pytest.raises(Forbidden):
        services.create_organisation(actor=liaison, kind="unit", name_zh="新单位")

    assert Organisation.objects.count() == 1


def test_a_new_name_leaves_the_old_one_as_a_former_name(office):
    bureau = unit(name_zh="旅游委", name_en="Tourism Commission")

    services.edit_organisation(
        actor=office, organisation_id=bureau.pk, seen_version=1, name_zh="文化和旅游局"
    )

    former = FormerName.objects.get()
    assert (former.name_zh, former.name_en) == ("旅游委", "")


def test_a_stale_save_is_told_what_has_changed(office):
    bureau = unit(name_zh="甲")
    services.edit_organisation(
        actor=office, organisation_id=bureau.pk, seen_version=1, short_zh="乙"
    )

    with pytest.raises(Stale) as stale:
        services.edit_organisation(
            actor=office, organisation_id=bureau.pk, seen_version=1, short_zh="丙"
        )

    assert stale.value.changes == {"short_zh": ("", "乙")}
    bureau.refresh_from_db()
    assert bureau.short_zh == "乙"


def test_an_edit_may_not_take_the_last_name_or_end_before_the_beginning(office):
    bureau = unit(name_zh="甲", name_en="", founded_on=dt.date(2020, 1, 1))

    for fields in ({"name_zh": ""}, {"dissolved_on": dt.date(2019, 1, 1)}):
        with pytest.raises(Refused):
            services.edit_organisation(
                actor=office, organisation_id=bureau.pk, seen_version=1, **fields
            )

    bureau.refresh_from_db()
    assert (bureau.name_zh, bureau.dissolved_on, bureau.version) == ("甲", None, 1)


def test_a_move_takes_everything_below_along(office):
    old, new = unit(), unit()
    moved = unit(parent=old)
    below = unit(parent=moved)

    services.move_organisation(
        actor=office, organisation_id=moved.pk, seen_version=1, parent_id=new.pk
    )

    below.refresh_from_db()
    assert below.path == f"/{new.pk}/{moved.pk}/{below.pk}/"
    assert set(selectors.below(new)) == {new, moved, below}
    assert list(selectors.above(below)) == [new, Organisation.objects.get(pk=moved.pk)]


def test_an_organisation_cannot_stand_below_itself(office):
    top = unit()
    below = unit(parent=top)

    with pytest.raises(Refused):
        services.move_organisation(
            actor=office, organisation_id=top.pk, seen_version=1, parent_id=below.pk
        )

    top.refresh_from_db()
    assert (top.parent_id, top.path) == (None, f"/{top.pk}/")


def test_a_unit_sits_in_a_body_once_until_its_seat_ends(office):
    committee, bureau = body(), unit()
    seat = services.seat_member_unit(actor=office, body=committee, unit=bureau)

    again = services.seat_member_unit(actor=office, body=committee, unit=bureau)
    services.end_seat(actor=office, seat_id=seat.pk, until_on=dt.date(2025, 7, 1))

    assert again == seat
    assert list(selectors.member_units(committee, dt.date(2025, 6, 30))) == [seat]
    assert not selectors.member_units(committee, dt.date(2025, 7, 1)).exists()


def test_only_a_unit_sits_and_only_in_a_body(office):
    with pytest.raises(Refused):
        services.seat_member_unit(actor=office, body=unit(), unit=unit())

    assert not MemberUnit.objects.exists()


def test_a_term_that_ends_before_it_starts_is_refused(office):
    committee = body()
    services.add_term(
        actor=office, body=committee, starts_on=dt.date(2021, 1, 1), name_zh="第十三届"
    )

    with pytest.raises(Refused):
        services.add_term(
            actor=office,
            body=committee,
            starts_on=dt.date(2021, 1, 1),
            ends_on=dt.date(2020, 1, 1),
        )

    assert Term.objects.count() == 1


def test_another_name_is_kept_once_and_never_empty(office):
    bureau = unit()
    for _ in range(2):
        services.add_former_name(actor=office, organisation=bureau, name_en="FAO")

    with pytest.raises(Refused):
        services.add_former_name(actor=office, organisation=bureau)

    assert FormerName.objects.count() == 1


def test_who_is_not_signed_in_sees_no_directory(db):
    bureau = unit()

    assert not selectors.visible_to(NOBODY).exists()
    with pytest.raises(NotFound):
        services.edit_organisation(
            actor=NOBODY, organisation_id=bureau.pk, seen_version=1, short_zh="丙"
        )


def test_units_in_being_leave_out_the_dissolved_and_the_not_yet_founded(office):
    there = unit()
    unit(dissolved_on=dt.date(2025, 1, 1))
    unit(founded_on=dt.date(2026, 1, 1))

    assert list(selectors.in_being(selectors.units(office), dt.date(2025, 6, 1))) == [there]
    assert not selectors.bodies(office).exists()


def test_names_replaced_before_their_end_was_kept_end_on_the_day_of_the_renaming(office):
    migration = importlib.import_module(
        "plenary.kernel.organisations.migrations.0002_former_names_end"
    )
    bureau = unit(name_zh="旅游委", name_en="Tourism Commission")
    other = services.add_former_name(actor=office, organisation=bureau, name_en="Tourism Desk")
    for version, fields in (
        (1, {"name_zh": "文旅局", "name_en": "Culture Bureau"}),
        (2, {"name_en": "Bureau of Culture"}),
        (3, {"name_en": "Culture Bureau"}),
    ):
        services.edit_organisation(
            actor=office, organisation_id=bureau.pk, seen_version=version, **fields
        )
    unknown = FormerName.objects.create(organisation=bureau, name_en="Nobody Knows When")
    FormerName.objects.update(until_on=None)

    migration.end_former_names(apps, None)

    ended = {
        (one.name_zh, one.name_en) for one in FormerName.objects.filter(until_on=clock.today())
    }
    assert ended == {("旅游委", "Tourism Commission"), ("", "Bureau of Culture")}
    kept = set(FormerName.objects.filter(until_on=None).values_list("name_en", flat=True))
    assert kept == {other.name_en, unknown.name_en, "Culture Bureau"}, "borne again"
