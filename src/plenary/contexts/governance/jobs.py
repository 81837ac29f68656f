"""What governance does by itself or in the background: lights settled each day, texts read in."""

import datetime as dt

import structlog
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import profiles
from plenary.contexts.governance.enums import PackState, ReadingState
from plenary.contexts.governance.exports.meeting_pack import NotSet, TooLarge, pack_files
from plenary.contexts.governance.models import Meeting
from plenary.contexts.governance.selectors import hours, meetings, notices, readings
from plenary.contexts.governance.selectors.agendas import packs
from plenary.contexts.governance.services import (
    do_queued_list,
    draft_notices,
    fail_reading,
    hand_posts_over,
    indexing,
    keep_light_counts,
    lay_out_reading,
    recompute_open_lights,
    release_list_import,
    send_if_by_itself,
)
from plenary.contexts.governance.services.agendas import (
    drop_old_packs,
    fail_pack,
    finish_pack,
    record_silence,
)
from plenary.contexts.governance.services.agendas.packs import Binding
from plenary.contexts.governance.services.convening import clear_received, read_mailbox
from plenary.contexts.governance.services.held.sharing import share_all_held
from plenary.contexts.governance.services.oparl.keeping import keep_all_public
from plenary.contexts.governance.services.telling import daily
from plenary.kernel.accounts.models import User
from plenary.kernel.jobs import days, schedule
from plenary.kernel.jobs.declaring import job
from plenary.kernel.organisations.selectors import bodies_left_since
from plenary.readout import ReadoutError, read
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import PlenaryError, Refused
from plenary.shared.refusals import in_each, why_refused

log = structlog.get_logger(__name__)

SHARING = "governance.held_shared"
RECENT = dt.timedelta(days=7)
"""So long is it made up for that no worker was there."""


@job(_("The lights computed anew"), tries=5)
def recompute_lights() -> int:
    """Settle the lights of all work under way, keep the day's counts, and give how many changed."""
    changed = recompute_open_lights()
    keep_light_counts()
    return changed


@job(_("A text read in"), tries=3)
def read_text(reading_id: int) -> str:
    """Read a text into a draft and lay it out, or keep why it cannot be read; give the state after.

    A reading that is no longer waiting is left alone, so that doing this twice is as doing it once.
    """
    reading = readings.visible_to(SYSTEM).filter(pk=reading_id).first()
    if reading is None or reading.state != ReadingState.READING:
        return ""
    try:
        draft = read(reading.text)
    except ReadoutError as error:
        return fail_reading(reading_id=reading_id, zh=error.zh, en=error.en).state
    except Exception:
        log.exception("a text could not be read", reading_id=reading_id)
        return fail_reading(
            reading_id=reading_id,
            zh="读取这份文本时程序出错，请联系管理员。文本已保留，可以再试一次。",
            en="The program failed on this text. Tell the administrator; the text is kept and can be "
            "tried again.",
        ).state
    return lay_out_reading(reading_id=reading_id, found=draft.to_json()).state


@job(_("A list brought in from a file"), tries=3)
def bring_list_in(import_id: int) -> str:
    """Bring in a list that was promised: all of it, or nothing and a word why; give the state after.

    One that is done already is left alone, so that doing this twice is as doing it once.
    """
    try:
        done = do_queued_list(import_id=import_id)
    except PlenaryError:
        told = why_refused(lambda lang: do_queued_list(import_id=import_id, lang=lang))
        release_list_import(import_id=import_id, fault=told)
        return "released"
    except Exception:
        log.exception("a list could not be brought in", import_id=import_id)
        mistake = _("Plenary made a mistake; nothing was changed. Tell the administrator.")
        release_list_import(import_id=import_id, fault=in_each(mistake))
        return "failed"
    return done.state if done else ""


@job(_("Posts handed over"), tries=5)
def hand_over_posts() -> int:
    """Draw up the sheets of hand-overs that lack one and give how many."""
    return hand_posts_over()


@job(_("The day's reminders drawn up"), tries=5)
def remind() -> int:
    """Draft what the ladder says today and send it where nobody stands between; give the new drafts.

    What it said on days without a worker is made up for. On a day off and after the office's hours
    nothing is said: that day's is left for the next working morning.
    """
    if hours.is_over(clock.now()):
        return 0
    today = clock.today()
    made = draft_notices(on=today, missed=notices.missed(before=today))
    days.settle(notices.REMINDING, on=today)
    send_if_by_itself()
    return made


@job(_("The day's mails written"), tries=5)
def mail_the_day() -> int:
    """Write everybody's mail of the day and give how many; a second time the same day there is none."""
    return daily.mail_the_day()


@job(_("A meeting pack bound"), tries=3)
def bind_pack(pack_id: int) -> str:
    """Bind a meeting pack by the rights that its reader has now, or keep why it cannot be; give the state.

    A pack that no longer waits is left alone, so that doing this twice is as doing it once.
    """
    pack = packs.visible_to(SYSTEM).filter(pk=pack_id, state=PackState.WAITING).first()
    if pack is None:
        return ""
    account = User.objects.filter(pk=pack.asked_by_id, is_active=True).first()
    seen = meetings.visible_to(account.actor) if account else Meeting.objects.none()
    meeting = seen.select_related("body").filter(pk=pack.meeting_id).first()
    if account is None or meeting is None:
        return fail_pack(pack_id=pack_id, fault="failed").state
    bound, number = packs.bound_for(account.actor, meeting), packs.agenda_number(meeting)
    try:
        pdf, archive, apart = pack_files(
            meeting,
            bound,
            lang="zh" if pack.lang == "zh" else "en",
            number=number,
            reader=account.name,
        )
    except TooLarge:
        return fail_pack(pack_id=pack_id, fault="too-large").state
    except Refused:
        return fail_pack(pack_id=pack_id, fault="no-font").state
    except NotSet:
        log.exception("a meeting pack could not be set", pack_id=pack_id)
        return fail_pack(pack_id=pack_id, fault="failed").state
    papers = [paper.pk for one in bound for paper, _version in one.papers]
    opinions = [opinion.pk for one in bound for opinion in one.opinions]
    binding = Binding(pdf, archive, number, papers, opinions, apart)
    return finish_pack(pack_id=pack_id, binding=binding).state


@job(_("Old meeting packs cleared away"), tries=5)
def drop_packs() -> int:
    """Take the packs of a month ago away and give how many."""
    dropped = 0
    while some := drop_old_packs():
        dropped += some
    return dropped


@job(_("Opinions that never came written down"), tries=5)
def write_silence_down() -> int:
    """Write down which opinions have not come by their day and give how many."""
    written = 0
    while some := record_silence():
        written += some
    return written


@job(_("The open data of meetings brought up to date"), tries=5)
def keep_oparl() -> int:
    """Bring what the world reads under OParl into step with names and posts, and give how many changed."""
    return keep_all_public()


@job(_("Answers to invitations read from the mailbox"), tries=3, queue="mail")
def read_answers() -> int:
    """Take what is new in the mailbox and give how many mails; each is taken once, however often this starts."""
    return read_mailbox(actor=SYSTEM)


@job(_("Mails that were dealt with long ago cleared away"), tries=5)
def clear_mails() -> int:
    """Forget what came to the mailbox and was dealt with a quarter ago."""
    return clear_received()


@job(_("What papers hold back found by fewer people"), tries=5)
def share_held() -> int:
    """Let the search follow the papers' classes, once after the upgrade that brought them; give how many.

    The index keeps audiences, and those from before know of no class. Later changes tell it themselves.
    """
    if days.was_done(SHARING):
        return 0
    shared = share_all_held()
    days.settle(SHARING, on=clock.today())
    return shared


@job(_("Meetings found by a body's members"), tries=5)
def share_with_members(body_id: int) -> int:
    """Let the search follow the seats of a body, and give how many meetings; twice is as once."""
    return indexing.share_with_members(body_id)


@job(_("Meetings no longer found by units whose seat has ended"), tries=5)
def share_after_ends() -> int:
    """Let the search follow the seats that ended in the last days, and give in how many bodies."""
    today = clock.today()
    left = bodies_left_since(today - RECENT, today=today)
    for body_id in sorted(left):
        share_with_members.enqueue(body_id)
    return len(left)


def put_on_schedule() -> None:
    """Each day in the office's own time: the lights soon after midnight, the drafts before it opens.

    What an upgrade left to do is looked for at once.
    """
    schedule.every(share_held, seconds=24 * 60 * 60)
    if settings.MAILBOX_URL:
        schedule.every(read_answers, seconds=180)
    schedule.daily(clear_mails, at=dt.time(3, 30))
    schedule.daily(recompute_lights, at=dt.time(0, 10))
    schedule.daily(write_silence_down, at=dt.time(0, 20))
    schedule.daily(keep_oparl, at=dt.time(0, 30))
    schedule.daily(drop_packs, at=dt.time(1, 10))
    schedule.daily(share_after_ends, at=dt.time(0, 5))
    schedule.daily(hand_over_posts, at=dt.time(0, 40))
    schedule.daily(remind, at=dt.time(6, 30))
    schedule.daily(mail_the_day, at=profiles.current().notices.mails_at)
