"""Rights of posts: they go with the post, by the day, and never to whoever nobody granted them."""

import datetime as dt

import pytest
import time_machine

from plenary.kernel.accounts import post_rights, selectors, services
from plenary.kernel.accounts.models import Grant, User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Notification
from plenary.kernel.people import services as people
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.factories import grant_role, person, post, unit, user

pytestmark = pytest.mark.django_db
TODAY = dt.date(2025, 7, 1)


@pytest.fixture
def clock():
    """Let it be noon on 1 July 2025 in Beijing."""
    with time_machine.travel(dt.datetime(2025, 7, 1, 4, tzinfo=dt.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def admin(clock):
    return grant_role(user(name="IT", is_illustrative=True), "administrator").actor


@pytest.fixture
def deputy(clock):
    """A deputy's post with its holder's own account, a leader by it."""
    made = post(title_en="Deputy head", is_leader=True)
    holder = person(name_en="Old Wang")
    people.appoint(actor=SYSTEM, post=made, person=holder, since_on=dt.date(2020, 1, 1))
    account = user(name="Wang", person=holder)
    services.grant_role(actor=SYSTEM, user_id=account.pk, role="leader", post_id=made.pk)
    return made


def succeed(a_post, callbacks, *, actor=SYSTEM, on=TODAY, successor=None):
    successor = successor or person(name_en="Li Xin")
    with callbacks(execute=True):
        people.succeed(actor=actor, post=a_post, person=successor, on=on)
    return successor


def actor(name):
    return services.actor_of(User.objects.get(name=name))


def test_who_has_left_a_post_has_its_rights_no_more(
    deputy, admin, office, django_capture_on_commit_callbacks
):
    assert (actor("Wang").roles, actor("Wang").post_ids) == ({"leader"}, {deputy.pk})

    succeed(deputy, django_capture_on_commit_callbacks, actor=office)

    assert (actor("Wang").roles, actor("Wang").post_ids) == (set(), set())
    assert not selectors.acting_for([deputy.pk]).exists()
    assert not selectors.with_role("leader").exists()
    told = Notification.objects.get(kind="accounts.post.grants")
    assert (told.user_id, told.url) == (admin.user_id, "/accounts/posts/")
    assert [one.user.name for one in post_rights.asleep()] == ["Wang"]


def test_what_the_office_wrote_down_an_administrator_hands_on(
    deputy, admin, office, django_capture_on_commit_callbacks
):
    mine = user(name="Li", person=person(name_en="Li Xin"))
    succeed(deputy, django_capture_on_commit_callbacks, actor=office, successor=mine.person)
    assert actor("Li").roles == set(), "the office grants nothing by writing a holder down"
    start = {"post_id": deputy.pk, "user_id": mine.pk}
    with pytest.raises(Forbidden):
        services.hand_rights_on(actor=office, **start)
    with pytest.raises(Refused):
        services.hand_rights_on(actor=admin, post_id=deputy.pk, user_id=user().pk)
    with pytest.raises(NotFound):
        services.hand_rights_on(actor=admin, post_id=0, user_id=mine.pk)

    services.hand_rights_on(actor=admin, **start)

    assert (actor("Li").roles, actor("Li").post_ids) == ({"leader"}, {deputy.pk})
    assert AuditRow.objects.filter(action="accounts.role.granted", actor_id=admin.user_id).exists()
    assert not post_rights.successors()
    with pytest.raises(Refused):
        services.hand_rights_on(actor=admin, **start)


def test_what_an_administrator_wrote_down_the_successor_has_on_their_day(
    deputy, admin, clock, django_capture_on_commit_callbacks
):
    mine = user(name="Li", person=person(name_en="Li Xin"))
    succeed(
        deputy,
        django_capture_on_commit_callbacks,
        actor=admin,
        on=TODAY + dt.timedelta(days=3),
        successor=mine.person,
    )
    assert (actor("Wang").roles, actor("Li").roles) == ({"leader"}, set())

    clock.shift(dt.timedelta(days=3))

    assert (actor("Wang").roles, actor("Li").roles) == (set(), {"leader"})
    assert [one.name for one in selectors.acting_for([deputy.pk])] == ["Li"]
    assert services.refresh_access() == 0, (
        "what was worked out at their requests is what the job says"
    )


def test_an_administrators_account_inherits_nothing(
    deputy, admin, django_capture_on_commit_callbacks
):
    own = User.objects.get(pk=admin.user_id)
    services.link_person(actor=admin, user_id=own.pk, person_id=person().pk)
    own.refresh_from_db()
    succeed(deputy, django_capture_on_commit_callbacks, actor=admin, successor=own.person)

    assert actor("IT").roles == {"administrator"}
    with pytest.raises(Refused):
        services.hand_rights_on(actor=admin, post_id=deputy.pk, user_id=own.pk)


def test_an_account_that_is_nobodys_own_acts_until_the_post_changes_hands(
    deputy, clock, django_capture_on_commit_callbacks
):
    shared = user(name="Secretary")
    services.grant_role(actor=SYSTEM, user_id=shared.pk, role="leader", post_id=deputy.pk)
    assert actor("Secretary").roles == {"leader"}
    clock.shift(dt.timedelta(days=1))

    succeed(deputy, django_capture_on_commit_callbacks, on=TODAY + dt.timedelta(days=1))

    assert actor("Secretary").roles == set()
    clock.shift(dt.timedelta(days=1))
    grant = Grant.objects.get(user=shared)
    services.revoke_role(actor=SYSTEM, grant_id=grant.pk)
    services.grant_role(actor=SYSTEM, user_id=shared.pk, role="leader", post_id=deputy.pk)
    assert actor("Secretary").roles == {"leader"}, "granted anew, it counts again"


def test_a_post_without_a_holder_on_record_goes_by_its_grants(clock):
    free = post()
    account = user(name="Function", person=person())
    services.grant_role(actor=SYSTEM, user_id=account.pk, role="leader", post_id=free.pk)

    assert actor("Function").post_ids == {free.pk}


def test_linking_is_the_administrators(admin, office, deputy):
    account = user(name="Zhao")
    with pytest.raises(NotFound):
        services.link_person(actor=office, user_id=account.pk, person_id=person().pk)
    with pytest.raises(NotFound):
        services.link_person(actor=admin, user_id=account.pk, person_id=0)
    services.grant_role(actor=SYSTEM, user_id=account.pk, role="leader", post_id=deputy.pk)

    services.link_person(actor=admin, user_id=account.pk, person_id=person().pk)

    assert actor("Zhao").roles == set(), "its person does not hold the post"


def test_the_pages_show_and_settle_what_is_left(
    deputy, admin, office, signed_in, django_capture_on_commit_callbacks
):
    mine = user(name="Li")
    desk = signed_in(User.objects.get(pk=admin.user_id))
    successor = succeed(deputy, django_capture_on_commit_callbacks, actor=office)
    page = desk.get("/accounts/posts/").content.decode()
    assert "No open account is theirs" in page
    assert "Posts have changed hands: 2 rights" in desk.get("/accounts/all/").content.decode()

    assert "Li Xin" in desk.get(f"/accounts/all/{mine.pk}/").content.decode()
    desk.post(f"/accounts/all/{mine.pk}/person/", {"person": successor.pk})
    desk.post(f"/accounts/posts/{deputy.pk}/hand-on/{mine.pk}/")
    grant = Grant.objects.get(user__name="Wang")
    shown = desk.get(f"/accounts/all/{grant.user_id}/").content.decode()
    assert "Does not count today" in shown
    desk.post(f"/accounts/grants/{grant.pk}/revoke/")

    assert actor("Li").post_ids == {deputy.pk}
    assert "changed hands:" not in desk.get("/accounts/all/").content.decode()
    bad = desk.post(f"/accounts/all/{mine.pk}/person/", {"person": "0"})
    assert bad.status_code == 422
    again = desk.post(f"/accounts/posts/{deputy.pk}/hand-on/{mine.pk}/", follow=True)
    assert "This account has what is granted for the post" in again.content.decode()
    desk.force_login(User.objects.get(pk=office.user_id))
    assert desk.get("/accounts/posts/").status_code == 403


def test_the_page_takes_the_same_queries_for_two_posts_and_for_twenty(
    admin, signed_in, django_assert_max_num_queries, clock
):
    def changed(count):
        for _n in range(count):
            made = post(organisation=unit())
            people.appoint(actor=SYSTEM, post=made, person=person(), since_on=TODAY)
            own = user(person=person())
            grant_role(own, "leader", post=made)
            grant_role(user(person=made.holdings.get().person), "leader")

    desk = signed_in(User.objects.get(pk=admin.user_id))
    changed(2)
    desk.get("/accounts/posts/")
    with django_assert_max_num_queries(60) as first:
        desk.get("/accounts/posts/")
    changed(18)
    with django_assert_max_num_queries(len(first)):
        assert desk.get("/accounts/posts/").content.decode().count("Hand the rights on") == 20
