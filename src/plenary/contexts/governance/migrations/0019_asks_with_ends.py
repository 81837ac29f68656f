"""Instructions and slips end, reopened tasks have new dates, and the ladder speaks again of what is still owed."""

from typing import Any

from django.conf import settings
from django.db import migrations, models

REPEATED = (
    ("cn-district", 1, "unit", 14),
    ("cn-district", 15, "leader", 30),
    ("city-council", 1, "unit", 14),
    ("city-council", 20, "leader", 30),
)
"""The steps after a due date as they were when this was written, and how often each speaks again."""


def repeat_last_steps(apps: Any, _schema_editor: Any) -> None:
    """Let what is late be spoken of again; a step that the office has put elsewhere stays as it is."""
    rung = apps.get_model("governance", "Rung")
    for profile, days, audience, every in REPEATED:
        found = rung.objects.filter(profile=profile, matter="due", days=days, audience=audience)
        found.update(repeat_days=every)


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0018_milestones_sooner"),
        ("organisations", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="extension",
            name="extension_of_words_has_some",
        ),
        migrations.RemoveConstraint(
            model_name="extension",
            name="extension_is_later",
        ),
        migrations.RemoveConstraint(
            model_name="instruction",
            name="instruction_settled_has_its_moment",
        ),
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_once_a_rung_and_date",
        ),
        migrations.AddField(
            model_name="notice",
            name="later_days",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="rung",
            name="repeat_days",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="task",
            name="back_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="extension",
            name="kind",
            field=models.CharField(
                choices=[
                    ("later", "Extension"),
                    ("sooner", "Earlier date of a milestone"),
                    ("reword", "Other words of a milestone"),
                    ("remove", "Removal of a milestone"),
                    ("reopen", "New date of a reopened task"),
                ],
                default="later",
                max_length=6,
            ),
        ),
        migrations.AlterField(
            model_name="instruction",
            name="state",
            field=models.CharField(
                choices=[
                    ("written", "Waits to be routed"),
                    ("routed", "Waits for its answer"),
                    ("answered", "Answered, waits for the leader"),
                    ("settled", "Settled"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="written",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="instructionword",
            name="kind",
            field=models.CharField(
                choices=[
                    ("answer", "Answer"),
                    ("return", "Sent back"),
                    ("settled", "Settled"),
                    ("withdrawn", "Withdrawn"),
                ],
                max_length=9,
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("back_at__isnull", False)),
                fields=["back_at"],
                name="task_came_back",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ["later", "reopen"]), ("wanted_on__gt", models.F("was_on"))
                    ),
                    models.Q(("kind", "sooner"), ("wanted_on__lt", models.F("was_on"))),
                    models.Q(("kind__in", ["reword", "remove"]), ("wanted_on", models.F("was_on"))),
                    _connector="OR",
                ),
                name="extension_is_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["later", "reopen"]),
                    models.Q(("title_zh", ""), _negated=True),
                    models.Q(("title_en", ""), _negated=True),
                    _connector="OR",
                ),
                name="extension_of_words_has_some",
            ),
        ),
        migrations.AddConstraint(
            model_name="instruction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["settled", "withdrawn"]), _negated=True),
                    ("settled_at__isnull", False),
                    _connector="OR",
                ),
                name="instruction_settled_has_its_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("duty", "rung", "due_on", "later_days", "user"),
                name="notice_once_a_rung_and_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="rung",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("repeat_days", None),
                    models.Q(("days__gt", 0), ("repeat_days__gte", 7)),
                    _connector="OR",
                ),
                name="rung_repeats_after_its_date",
            ),
        ),
        migrations.RunPython(repeat_last_steps, migrations.RunPython.noop),
    ]
