"""What may be done to places."""

import pytest

from plenary.kernel.places import selectors, services
from plenary.kernel.places.models import Place
from plenary.shared.actor import NOBODY
from plenary.shared.errors import Forbidden, Refused
from tests.factories import unit, unit_user


def test_a_place_is_kept_with_the_system_of_its_coordinate(office):
    place = services.create_place(
        actor=office,
        name_zh="会议中心",
        longitude=116.15,
        latitude=39.91,
        coordinate_system="gcj02",
    )
    services.edit_place(
        actor=office, place_id=place.pk, seen_version=1, hours_en="9:00–17:00 on working days"
    )

    place.refresh_from_db()
    assert (place.coordinate_system, place.version) == ("gcj02", 2)
    assert list(selectors.visible_to(office)) == [place]


@pytest.mark.parametrize(
    "fields",
    [
        {"name_zh": " "},
        {"name_zh": "馆", "longitude": 116.0},
        {"name_zh": "馆", "longitude": 116.0, "latitude": 39.0},
        {"name_zh": "馆", "longitude": 916.0, "latitude": 39.0, "coordinate_system": "wgs84"},
    ],
    ids=["no name", "half a coordinate", "no system", "off the earth"],
)
def test_a_place_that_cannot_be_is_refused(office, fields):
    with pytest.raises(Refused):
        services.create_place(actor=office, **fields)

    assert not Place.objects.exists()


def test_a_unit_may_not_keep_places_and_nobody_sees_them(db):
    with pytest.raises(Forbidden):
        services.create_place(actor=unit_user(unit()).actor, name_zh="馆")

    assert not Place.objects.exists()
    assert not selectors.visible_to(NOBODY).exists()
