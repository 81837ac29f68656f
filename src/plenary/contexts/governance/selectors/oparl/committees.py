"""What OParl says of a committee itself: its names, its terms, and who leads and sits in it, by post."""

from __future__ import annotations

from django.db.models import Prefetch, Q

from plenary.contexts.governance.enums import OparlKind
from plenary.contexts.governance.selectors.oparl.objects import Objects, text
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Holding, Post
from plenary.kernel.people.selectors import holdings_on
from plenary.shared import clock


def committee_said(said: Objects, committee: Organisation) -> str:
    """Say a committee with its terms and posts, and give its source."""
    source = f"organisation:{committee.pk}"
    members = _members_said(said, committee, source)
    for term in committee.terms.all():
        said.add(
            OparlKind.TERM,
            f"term:{term.pk}",
            body={"body": True},
            name=text(term.name_zh, term.name_en),
            startDate=term.starts_on.isoformat(),
            endDate=term.ends_on.isoformat() if term.ends_on else None,
        )
    said.add(
        OparlKind.ORGANIZATION,
        source,
        body={"body": True},
        name=text(committee.name_zh, committee.name_en),
        shortName=text(committee.short_zh, committee.short_en),
        membership=[said.ref(OparlKind.MEMBERSHIP, one) for one in members],
        meeting={"meetings": True},
        organizationType={"zh": "委员会", "en": "committee"},
        startDate=committee.founded_on.isoformat() if committee.founded_on else None,
        endDate=committee.dissolved_on.isoformat() if committee.dissolved_on else None,
    )
    return source


def _members_said(said: Objects, committee: Organisation, organization: str) -> list[str]:
    """Say who sits in it today: those in leading posts by name, every other post without its holder."""
    today = clock.today()
    posts = Post.objects.filter(
        Q(abolished_on=None) | Q(abolished_on__gt=today), organisation=committee
    ).prefetch_related(Prefetch("holdings", holdings_on(today), to_attr="held_now"))
    memberships = []
    for post in posts:
        if not post.is_leader:
            memberships.append(_seat_said(said, post, organization))
            continue
        held: list[Holding] = post.held_now
        memberships += [_holder_said(said, post, one, organization) for one in held]
    return memberships


def _holder_said(said: Objects, post: Post, holding: Holding, organization: str) -> str:
    source = f"holding:{holding.pk}"
    name = text(holding.person.name_zh, holding.person.name_en)
    _person_said(said, source, name)
    since = holding.since_on.isoformat() if holding.since_on else None
    _membership_said(said, source, post, organization, since)
    return source


def _seat_said(said: Objects, post: Post, organization: str) -> str:
    source = f"post:{post.pk}"
    _person_said(said, source, text(post.title_zh, post.title_en))
    _membership_said(said, source, post, organization, None)
    return source


def _person_said(said: Objects, source: str, name: dict[str, str] | None) -> None:
    said.add(
        OparlKind.PERSON,
        source,
        body={"body": True},
        name=name,
        membership=[said.inside(OparlKind.MEMBERSHIP, source)],
    )


def _membership_said(
    said: Objects, source: str, post: Post, organization: str, since: str | None
) -> None:
    said.add(
        OparlKind.MEMBERSHIP,
        source,
        person=said.ref(OparlKind.PERSON, source),
        organization=said.ref(OparlKind.ORGANIZATION, organization),
        role=text(post.title_zh, post.title_en),
        startDate=since,
    )
