"""The ladder also speaks of opinions that units are asked for before a meeting; each practice gets its steps."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

ASKED_ZH = "请于{due}前反馈对“{task}”的意见。"
SILENT_EN = (
    "No opinion on “{task}” came by {due}: recorded as silence, not as consent; it can still come."
)
STEPS = (
    ("cn-district", -1, ASKED_ZH, "Please give your unit's opinion on “{task}” by {due}."),
    (
        "cn-district",
        1,
        "{due}前未收到你单位对“{task}”的意见，已如实记为逾期未反馈（不视为同意）；会前仍可补报。",
        SILENT_EN,
    ),
    ("city-council", -1, ASKED_ZH, "Please give your department's opinion on “{task}” by {due}."),
    (
        "city-council",
        1,
        "{due}前未收到你部门对“{task}”的意见，已如实记为逾期未反馈（不视为同意）；会前仍可补报。",
        SILENT_EN,
    ),
)
"""The steps as they were when this was written: a migration does the same in every later year."""


def add_steps(apps: Any, _schema_editor: Any) -> None:
    """Add the steps of opinions that are not there."""
    rung = apps.get_model("governance", "Rung")
    for profile, days, words_zh, words_en in STEPS:
        rung.objects.get_or_create(
            profile=profile,
            matter="opinion",
            days=days,
            audience="unit",
            defaults={"words_zh": words_zh, "words_en": words_en},
        )


class Migration(migrations.Migration):
    """Lets a notice speak of an opinion instead of a part in a task."""

    dependencies = [("governance", "0010_facts_offered")]

    operations = [
        migrations.AlterField(
            model_name="rung",
            name="matter",
            field=models.CharField(
                choices=[
                    ("due", "The due date"),
                    ("sign", "A part that is not signed for, from the day on which it was given"),
                    ("report", "A progress report that is owed, from the end of its period"),
                    ("milestone", "A milestone's date"),
                    ("instruction", "The date by which an instruction is to be answered"),
                    ("opinion", "The day by which an opinion is to be given, before a meeting"),
                ],
                default="due",
                max_length=11,
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="task",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="governance.task",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="opinion",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="governance.opinion",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=Q(opinion__isnull=False),
                fields=("opinion", "rung", "due_on", "user"),
                name="notice_once_an_opinion_and_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=Q(task__isnull=False, opinion__isnull=True)
                | Q(task__isnull=True, duty__isnull=True, opinion__isnull=False),
                name="notice_speaks_of_one_thing",
            ),
        ),
        migrations.RunPython(add_steps, migrations.RunPython.noop),
    ]
