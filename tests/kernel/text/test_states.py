import importlib

import pytest
from django.apps import apps

from plenary.kernel.audit.models import AuditRow
from plenary.kernel.text import selectors, services
from plenary.kernel.text.models import TextState
from plenary.shared.actor import SYSTEM, Actor
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests import factories

pytestmark = pytest.mark.django_db

EDITOR = Actor(user_id=71, name="Editor", roles=frozenset({"editor"}))
TRANSLATOR = Actor(user_id=72, name="Translator", roles=frozenset({"translator"}))


def written(unit, zh, en, *, actor=TRANSLATOR, source_side="zh"):
    """Save both sides of a unit's name as a service does."""
    unit.name_zh, unit.name_en = zh, en
    unit.save()
    return services.keep_text(
        actor=actor, subject=unit, field="name", zh=zh, en=en, source_side=source_side
    )


@pytest.fixture
def unit(db):
    return factories.unit()


def state(unit):
    return selectors.state_of(unit, "name")


def test_a_text_goes_from_missing_over_draft_to_reviewed(unit):
    written(unit, "商务局", "")
    assert state(unit) == "missing"

    written(unit, "商务局", "Commerce Bureau")
    assert state(unit) == "draft"

    services.review_text(actor=EDITOR, subject=unit, field="name")
    assert state(unit) == "reviewed"
    assert AuditRow.objects.filter(action="text.state.reviewed").count() == 1


def test_a_new_source_makes_the_other_side_outdated_until_it_is_made_again(unit):
    written(unit, "商务局", "Commerce Bureau")
    services.review_text(actor=EDITOR, subject=unit, field="name")

    written(unit, "区商务局", "Commerce Bureau")
    assert state(unit) == "outdated"

    written(unit, "区商务局", "District Commerce Bureau")
    assert state(unit) == "draft"


def test_going_back_to_the_old_source_is_up_to_date_but_no_longer_reviewed(unit):
    written(unit, "商务局", "Commerce Bureau")
    services.review_text(actor=EDITOR, subject=unit, field="name")
    written(unit, "区商务局", "Commerce Bureau")
    written(unit, "商务局", "Commerce Bureau")

    assert state(unit) == "draft"


def test_a_field_saved_behind_the_services_back_shows_as_outdated(unit):
    written(unit, "商务局", "Commerce Bureau")
    unit.name_zh = "新局"

    assert state(unit) == "outdated"


def test_the_source_may_be_english(unit):
    written(unit, "商务局", "Commerce Bureau", source_side="en")
    written(unit, "商务局", "Bureau of Commerce", source_side="en")

    assert state(unit) == "outdated"


def test_when_the_source_side_changes_the_other_counts_as_made_now(unit):
    written(unit, "商务局", "Commerce Bureau")
    written(unit, "商务局", "Commerce Bureau", source_side="en")

    assert state(unit) == "draft"
    assert TextState.objects.get().source_side == "en"


def test_what_is_out_of_date_stays_so_when_only_the_source_side_changes(unit):
    written(unit, "商务局", "Commerce Bureau")
    written(unit, "区商务局", "Commerce Bureau")

    for side in ("en", "zh", "en"):
        written(unit, "区商务局", "Commerce Bureau", source_side=side)
        assert state(unit) == TextState.objects.get().standing == "outdated"
    with pytest.raises(Refused):
        services.review_text(actor=EDITOR, subject=unit, field="name")

    services.confirm_text(actor=EDITOR, subject=unit, field="name")
    assert state(unit) == "draft"


def test_another_text_with_another_source_side_counts_as_made_now(unit):
    written(unit, "WTO", "WTO")
    written(unit, "世贸组织", "WTO")
    written(unit, "世贸组织", "WTO", source_side="en")
    assert state(unit) == "outdated"

    written(unit, "世界贸易组织", "WTO", source_side="en")
    assert state(unit) == "draft"
    assert TextState.objects.get().made_by_id == TRANSLATOR.user_id


def test_line_ends_and_outer_spaces_are_no_change(unit):
    written(unit, "商务局\n二", "Commerce")
    services.keep_text(
        actor=EDITOR,
        subject=unit,
        field="name",
        zh=" 商务局\r\n二\n",
        en="Commerce",
        source_side="zh",
    )

    assert state(unit) == "draft"
    assert AuditRow.objects.count() == 1


def test_a_text_never_noted_is_a_draft_and_a_side_of_spaces_is_missing(unit):
    assert state(unit) == "draft"
    unit.name_en = "  "
    assert state(unit) == "missing"


def test_where_one_language_is_enough_the_other_is_not_missing(unit, settings):
    settings.PROFILE = "city-council"
    unit.name_zh = ""
    assert state(unit) == "single"
    unit.name_en = ""
    assert state(unit) == "missing"


def test_an_unknown_source_side_is_refused(unit):
    with pytest.raises(Refused):
        written(unit, "甲", "A", source_side="fr")

    assert not TextState.objects.exists()


@pytest.mark.parametrize(
    ("actor", "seen", "error"),
    [
        (TRANSLATOR, "", Forbidden),
        (Actor(user_id=73, name="Unit", roles=frozenset({"unit"})), "", Forbidden),
        (EDITOR, "0" * 64, Stale),
    ],
)
def test_a_review_is_refused_to_the_maker_and_on_an_older_source(unit, actor, seen, error):
    written(unit, "商务局", "Commerce Bureau")

    with pytest.raises(error):
        services.review_text(actor=actor, subject=unit, field="name", seen_digest=seen)

    assert state(unit) == "draft"


def test_only_a_complete_and_current_text_is_reviewed(unit):
    with pytest.raises(NotFound):
        services.review_text(actor=EDITOR, subject=unit, field="name")
    written(unit, "商务局", "")
    with pytest.raises(Refused):
        services.review_text(actor=SYSTEM, subject=unit, field="name")
    written(unit, "商务局", "Commerce")
    written(unit, "区商务局", "Commerce")
    with pytest.raises(Refused):
        services.review_text(actor=EDITOR, subject=unit, field="name")

    assert not TextState.objects.get().is_reviewed


def test_a_side_may_be_said_to_hold_still(unit):
    with pytest.raises(NotFound):
        services.confirm_text(actor=EDITOR, subject=unit, field="name")
    written(unit, "商务局", "Commerce")
    with pytest.raises(Refused):
        services.confirm_text(actor=EDITOR, subject=unit, field="name")
    written(unit, "商务局。", "Commerce")
    with pytest.raises(Forbidden):
        services.confirm_text(
            actor=Actor(user_id=1, name="U", roles=frozenset({"unit"})), subject=unit, field="name"
        )
    assert state(unit) == "outdated"

    services.confirm_text(actor=EDITOR, subject=unit, field="name")

    assert state(unit) == "draft"
    with pytest.raises(Forbidden):
        services.review_text(actor=EDITOR, subject=unit, field="name")


def test_states_of_many_records_take_one_query(django_assert_num_queries):
    units = [factories.unit() for _ in range(12)]
    person = factories.person()
    written(units[0], "商务局", "Commerce")
    services.review_text(actor=EDITOR, subject=units[0], field="name")

    for subjects in (units[:1], [*units, person]):
        with django_assert_num_queries(1):
            states = selectors.states_of(subjects)
    assert states["organisations.organisation", units[0].pk, "name"] == "reviewed"
    assert states["organisations.organisation", units[1].pk, "name"] == "draft"
    assert states["organisations.organisation", units[1].pk, "short"] == "missing"
    assert states["people.person", person.pk, "name"] == "draft"
    assert selectors.two_language_fields(type(units[0])) == ["name", "short", "duties"]
    assert selectors.states_of([]) == {}


def test_the_standing_says_in_a_column_what_the_state_is_and_since_when(unit):
    for zh, en in (("商务局", ""), ("商务局", "Commerce Bureau"), ("区商务局", "Commerce Bureau")):
        kept = written(unit, zh, en)
        assert kept.standing == state(unit)
    since = kept.since
    kept = written(unit, "本区商务局", "Commerce Bureau")
    assert (kept.standing, kept.since) == ("outdated", since)
    services.confirm_text(actor=EDITOR, subject=unit, field="name")
    services.review_text(actor=TRANSLATOR, subject=unit, field="name")
    assert (TextState.objects.get().standing, state(unit)) == ("reviewed", "reviewed")


def test_texts_kept_before_the_desk_get_their_standing_and_the_directory_its_texts(unit):
    desk = importlib.import_module("plenary.kernel.text.migrations.0003_desk")
    kept = written(unit, "商务局", "Commerce Bureau")
    TextState.objects.update(standing="missing", since=None)
    other = factories.unit(name_en="", short_en="FAO")
    desk.say_how_texts_stand(apps, None)
    desk.note_texts_of_organisations(apps, None)

    kept.refresh_from_db()
    assert (kept.standing, kept.since) == ("draft", kept.made_at)
    noted = TextState.objects.filter(subject_id=other.pk).order_by("field")
    assert [(one.field, one.source_side, one.standing) for one in noted] == [
        ("name", "zh", "missing"),
        ("short", "en", "missing"),
    ]
    assert noted[0].since is not None
    assert state(unit) == "draft"
