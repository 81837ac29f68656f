"""What was asked of work that is done lapses, and supervision slips of before wait for their units' answers."""

from typing import Any

from django.db import migrations, models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

WAITING = ("asked", "endorsed")
SETTLED = ("reported", "done")


def let_lapse(apps: Any, _schema_editor: Any) -> None:
    """End what still waits of dates and ends of work that came to its end before such things lapsed."""
    extension = apps.get_model("governance", "Extension")
    ending = apps.get_model("governance", "TaskEnding")
    done = (
        Q(task__state__in=["closed", "replaced", "ended"])
        | Q(kind="own", duty__isnull=True)
        | Q(duty__state__in=SETTLED)
        | Q(milestone__done_on__isnull=False)
    )
    now = timezone.now()
    dates = extension.objects.filter(done, state__in=WAITING).order_by()
    extension.objects.filter(pk__in=list(dates.values_list("pk", flat=True))).update(
        state="lapsed", ended_at=now
    )
    ends = ending.objects.filter(
        kind="end", state="proposed", task__state__in=["closed", "replaced"]
    )
    ending.objects.filter(pk__in=list(ends.order_by().values_list("pk", flat=True))).update(
        state="lapsed", settled_at=now
    )


def let_slips_wait(apps: Any, _schema_editor: Any) -> None:
    """Let slips drawn before they had answers wait for their unit where it has a part in work under way.

    An entry of progress since was the answer; where the part or the work has ended, none is needed. They
    have no day: nobody is reminded now of what was answered by telephone then.
    """
    sheet = apps.get_model("governance", "Sheet")
    slip = apps.get_model("governance", "SlipAnswer")
    duty, progress = (apps.get_model("governance", name) for name in ("Duty", "Progress"))
    said = progress.objects.filter(
        task=OuterRef("task"),
        unit=OuterRef("unit"),
        is_nothing_new=False,
        reported_at__gte=OuterRef("made_at"),
    ).order_by("reported_at", "pk")
    part = duty.objects.filter(task=OuterRef("task"), unit=OuterRef("unit"))
    before = sheet.objects.filter(kind="slip", slip__isnull=True).annotate(
        entry=Subquery(said.values("pk")[:1]),
        said_at=Subquery(said.values("reported_at")[:1]),
        has_part=Exists(part),
    )
    now = timezone.now()
    for one in before.select_related("task").order_by("pk").iterator(chunk_size=500):
        goes_on = one.has_part and one.task.state in {"open", "reported"}
        state = "answered" if one.entry else "waiting" if goes_on else "withdrawn"
        slip.objects.create(
            sheet=one,
            task_id=one.task_id,
            unit_id=one.unit_id,
            asked_at=one.made_at,
            state=state,
            progress_id=one.entry,
            ended_at=one.said_at or (None if goes_on else now),
        )


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0024_milestones_recorded"),
    ]

    operations = [
        migrations.AlterField(
            model_name="extension",
            name="state",
            field=models.CharField(
                choices=[
                    ("asked", "Waits for the first step"),
                    ("endorsed", "Waits for the second step"),
                    ("approved", "Approved"),
                    ("refused", "Refused"),
                    ("withdrawn", "Withdrawn"),
                    ("lapsed", "No longer needed"),
                ],
                default="asked",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="taskending",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "Waits for the second person"),
                    ("confirmed", "Confirmed"),
                    ("returned", "Sent back"),
                    ("withdrawn", "Withdrawn"),
                    ("lapsed", "No longer needed"),
                ],
                default="proposed",
                max_length=9,
            ),
        ),
        migrations.RunPython(let_lapse, migrations.RunPython.noop),
        migrations.RunPython(let_slips_wait, migrations.RunPython.noop),
    ]
