"""Which papers of meetings an actor reads; whoever may not read one does not learn that it is there."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import InvitedAs, PaperAccess
from plenary.contexts.governance.models import Invitation, Opinion, Paper, PaperVersion
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.policies.agendas import reads_narrow
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.convening import invitations
from plenary.shared.actor import Actor

OF_ALL_READERS = (PaperAccess.PUBLIC, PaperAccess.INTERNAL, PaperAccess.CONCERNED)
INSIDE = (PaperAccess.PUBLIC, PaperAccess.INTERNAL)
OF_MEMBERS = (*INSIDE, PaperAccess.COMMITTEE)
HANDED_IN = Q(meeting__isnull=False) | Q(topic__submitted_at__isnull=False)


def visible_to(actor: Actor) -> QuerySet[Paper]:
    """Give the papers that the actor reads.

    The office and leaders read every paper that was handed in, other readers all but the committee's
    own. A unit reads the papers of its own topics and those of which it is asked for its opinion; of a
    meeting of a body in which it sits those that
    are not for the units concerned alone; of any other meeting that it sees the public and internal
    ones. Everybody reads the public papers of the meetings that they see, and an observer the public and
    internal ones of what they were asked to. What was taken back stays with those who keep it.
    """
    if actor.has("system"):
        return Paper.objects.all()
    there = Q(withdrawn_at=None)
    seen = Q(pk__in=[])
    if reads_narrow(actor):
        seen |= HANDED_IN | Q(topic__made_by_id=actor.user_id)
    elif policies.sees_everything(actor):
        seen |= HANDED_IN & there & Q(access__in=OF_ALL_READERS)
    if seeing.sees_own_units(actor):
        seen |= Q(topic__unit_id__in=actor.unit_ids)
        sits = Q(meeting__body_id__in=meetings.bodies_of(actor))
        seen |= sits & there & Q(access__in=OF_MEMBERS)
        seen |= there & _asked_about(actor)
        rests = Q(meeting__in=meetings.resting_on(actor))
        seen |= rests & there & Q(access__in=INSIDE)
    if actor.user_id:
        seen |= there & Q(access__in=INSIDE) & _observed(actor)
    if not policies.sees_everything(actor) and seeing.sees_public(actor):
        of_seen = Q(meeting__in=meetings.visible_to(actor).values("pk"))
        seen |= of_seen & there & Q(access=PaperAccess.PUBLIC)
    return Paper.objects.filter(seen)


def _asked_about(actor: Actor) -> Q:
    """Papers of which the actor's units were asked for their opinion, alone or with the whole matter."""
    asked = Opinion.objects.filter(unit_id__in=actor.unit_ids)
    whole = asked.filter(paper=None)
    of_item = Q(item__in=whole.exclude(item=None).values("item_id"))
    of_topic = Q(topic__in=whole.exclude(topic=None).values("topic_id"))
    return Q(pk__in=asked.exclude(paper=None).values("paper_id")) | (
        Q(access__in=OF_ALL_READERS) & (of_item | of_topic)
    )


def _observed(actor: Actor) -> Q:
    """Papers of the items to which the actor was asked as an observer, or of the whole meeting."""
    asked = invitations.addressed_to(actor).filter(role=InvitedAs.OBSERVER)
    to_items = asked.exclude(items=None)
    to_all = asked.filter(items=None)
    return Q(item__in=to_items.values("items")) | Q(
        meeting__in=to_all.values("convening__meeting_id")
    )


def of_invitation(actor: Actor, invitation: Invitation) -> QuerySet[Paper]:
    """Give the papers that an observer looks at before the meeting; none to whoever reads its agenda."""
    if invitation.role != InvitedAs.OBSERVER:
        return Paper.objects.none()
    items = invitation.items.all()
    matter = Q(item__in=items) if items else Q(meeting=invitation.convening.meeting_id)
    there = visible_to(actor).filter(matter, withdrawn_at=None)
    return with_versions(there).order_by("item__number", "pk")


def versions_visible_to(actor: Actor) -> QuerySet[PaperVersion]:
    """Give the versions of the papers that the actor reads."""
    return PaperVersion.objects.filter(paper__in=visible_to(actor).values("pk"))


def with_versions(papers: QuerySet[Paper]) -> QuerySet[Paper]:
    """Give papers with their versions, the newest first, without the texts."""
    return papers.select_related("needed").prefetch_related(_versions())


def _versions() -> Prefetch[str]:
    kept = PaperVersion.objects.defer("text").select_related("file")
    return Prefetch("versions", queryset=kept)


def of_opinion(actor: Actor, opinion: Opinion) -> QuerySet[Paper]:
    """Give the papers that a unit looks at which is asked for its opinion, as far as the actor reads them."""
    there = visible_to(actor).filter(withdrawn_at=None)
    if opinion.paper_id:
        return there.filter(pk=opinion.paper_id)
    of_item = Q(item=opinion.item_id, item__isnull=False)
    return there.filter(of_item | Q(topic=opinion.topic_id, topic__isnull=False))
