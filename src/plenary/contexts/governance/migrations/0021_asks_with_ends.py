"""Instructions and slips end, reopened tasks have new dates, and the ladder speaks again of what is still owed."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

REPEATED = (
    ("cn-district", 1, "unit", 14),
    ("cn-district", 15, "leader", 30),
    ("city-council", 1, "unit", 14),
    ("city-council", 20, "leader", 30),
)
"""The steps after a due date as they were when this was written, and how often each speaks again."""


STEPS = (
    (
        "cn-district",
        "slip",
        -1,
        "unit",
        None,
        False,
        "“{task}”的督办单应于{due}前反馈办理情况。",
        "“{task}”: a supervision slip is to be answered by {due}.",
    ),
    (
        "cn-district",
        "slip",
        1,
        "unit",
        14,
        False,
        "“{task}”的督办单应于{due}前反馈办理情况。",
        "“{task}”: a supervision slip is to be answered by {due}.",
    ),
    (
        "cn-district",
        "slip",
        3,
        "deputy",
        None,
        True,
        "{unit}：“{task}”提醒后仍未答复（{due}起{days}天），请予督促。",
        "{unit}: no answer on “{task}” after a reminder ({days} days since {due}); please see to it.",
    ),
    (
        "cn-district",
        "extra",
        -1,
        "unit",
        None,
        False,
        "“{task}”的加报应于{due}前报送。",
        "“{task}”: a further report is to be handed in by {due}.",
    ),
    (
        "cn-district",
        "extra",
        1,
        "unit",
        14,
        False,
        "“{task}”的加报应于{due}前报送。",
        "“{task}”: a further report is to be handed in by {due}.",
    ),
    (
        "cn-district",
        "extra",
        3,
        "deputy",
        None,
        True,
        "{unit}：“{task}”提醒后仍未答复（{due}起{days}天），请予督促。",
        "{unit}: no answer on “{task}” after a reminder ({days} days since {due}); please see to it.",
    ),
    (
        "city-council",
        "slip",
        -1,
        "unit",
        None,
        False,
        "“{task}”的跟进通知应于{due}前反馈办理情况。",
        "“{task}”: a follow-up request is to be answered by {due}.",
    ),
    (
        "city-council",
        "slip",
        1,
        "unit",
        14,
        False,
        "“{task}”的跟进通知应于{due}前反馈办理情况。",
        "“{task}”: a follow-up request is to be answered by {due}.",
    ),
    (
        "city-council",
        "slip",
        3,
        "deputy",
        None,
        True,
        "{unit}：“{task}”提醒后仍未答复（{due}起{days}天），请予跟进。",
        "{unit}: no answer on “{task}” after a reminder ({days} days since {due}); please see to it.",
    ),
    (
        "city-council",
        "extra",
        -1,
        "unit",
        None,
        False,
        "“{task}”的加报应于{due}前提交。",
        "“{task}”: a further report is to be handed in by {due}.",
    ),
    (
        "city-council",
        "extra",
        1,
        "unit",
        14,
        False,
        "“{task}”的加报应于{due}前提交。",
        "“{task}”: a further report is to be handed in by {due}.",
    ),
    (
        "city-council",
        "extra",
        3,
        "deputy",
        None,
        True,
        "{unit}：“{task}”提醒后仍未答复（{due}起{days}天），请予跟进。",
        "{unit}: no answer on “{task}” after a reminder ({days} days since {due}); please see to it.",
    ),
)
"""The steps of slips and further reports as they were when this was written."""


def add_steps(apps: Any, _schema_editor: Any) -> None:
    """Add the steps of slips and further reports that are not there; of those that are, how often they speak."""
    rung = apps.get_model("governance", "Rung")
    for profile, matter, days, audience, every, is_after_silence, words_zh, words_en in STEPS:
        rung.objects.update_or_create(
            profile=profile,
            matter=matter,
            days=days,
            audience=audience,
            defaults={
                "repeat_days": every,
                "is_after_silence": is_after_silence,
                "words_zh": words_zh,
                "words_en": words_en,
            },
        )


def repeat_last_steps(apps: Any, _schema_editor: Any) -> None:
    """Let what is late be spoken of again; a step that the office has put elsewhere stays as it is."""
    rung = apps.get_model("governance", "Rung")
    for profile, days, audience, every in REPEATED:
        found = rung.objects.filter(profile=profile, matter="due", days=days, audience=audience)
        found.update(repeat_days=every)


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0020_ends"),
        ("organisations", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SlipAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("answer_by", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for the unit's answer"),
                            ("answered", "Answered"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("text_zh", models.TextField(blank=True)),
                ("text_en", models.TextField(blank=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by_id", models.BigIntegerField(blank=True, null=True)),
                ("ended_by", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["asked_at", "id"],
            },
        ),
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
            model_name="filing",
            name="kind",
            field=models.CharField(
                choices=[
                    ("progress", "Progress"),
                    ("answer", "Answer to an instruction"),
                    ("slip", "Answer to a supervision slip"),
                    ("opinion", "Opinion"),
                    ("topic", "Topic"),
                    ("paper", "Paper"),
                    ("extension", "Request for an extension"),
                    ("ask", "Request about a duty"),
                ],
                max_length=9,
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
                    ("ended", "Ended with the task"),
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
                    ("slip", "The date by which a supervision slip is to be answered"),
                    ("extra", "The date by which a further report is to be handed in"),
                ],
                default="due",
                max_length=11,
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
        migrations.AddField(
            model_name="slipanswer",
            name="progress",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="governance.progress",
            ),
        ),
        migrations.AddField(
            model_name="slipanswer",
            name="sheet",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="slip",
                to="governance.sheet",
            ),
        ),
        migrations.AddField(
            model_name="slipanswer",
            name="task",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="slips",
                to="governance.task",
            ),
        ),
        migrations.AddField(
            model_name="slipanswer",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddIndex(
            model_name="slipanswer",
            index=models.Index(fields=["unit", "state", "asked_at"], name="slip_unit"),
        ),
        migrations.AddIndex(
            model_name="slipanswer",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["answer_by"],
                name="slip_waited_for",
            ),
        ),
        migrations.AddConstraint(
            model_name="slipanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "waiting"), ("ended_at__isnull", False), _connector="OR"
                ),
                name="slip_ended_has_its_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="slipanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "answered"), _negated=True),
                    models.Q(("text_zh", ""), _negated=True),
                    models.Q(("text_en", ""), _negated=True),
                    ("progress__isnull", False),
                    _connector="OR",
                ),
                name="slip_answered_says_something",
            ),
        ),
        migrations.RunPython(repeat_last_steps, migrations.RunPython.noop),
        migrations.RunPython(add_steps, migrations.RunPython.noop),
    ]
