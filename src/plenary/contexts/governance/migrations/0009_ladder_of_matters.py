"""The ladder speaks of more than due dates, and of what had no answer; each practice gets its steps."""

from typing import Any

from django.db import migrations, models

from plenary.contexts.governance.profiles import PROFILES


def add_steps(apps: Any, _schema_editor: Any) -> None:
    """Add the steps that are not there; those in their first words learn whether they wait for silence."""
    rung = apps.get_model("governance", "Rung")
    for profile in PROFILES.values():
        for step in profile.notices.ladder:
            made, is_new = rung.objects.get_or_create(
                profile=profile.key,
                matter=step.matter,
                days=step.days,
                audience=step.audience,
                defaults={
                    "words_zh": step.zh,
                    "words_en": step.en,
                    "is_lead_only": step.is_lead_only,
                    "is_after_silence": step.is_after_silence,
                },
            )
            if not is_new and (made.words_zh, made.words_en) == (step.zh, step.en):
                made.is_after_silence = step.is_after_silence
                made.save(update_fields=["is_after_silence"])


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0008_next_wordings"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="rung",
            options={"ordering": ["matter", "days", "audience"]},
        ),
        migrations.RemoveConstraint(
            model_name="rung",
            name="rung_once_a_day_and_audience",
        ),
        migrations.AddField(
            model_name="rung",
            name="is_after_silence",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="rung",
            name="matter",
            field=models.CharField(
                choices=[
                    ("due", "The due date"),
                    ("sign", "A part that is not signed for, from the day on which it was given"),
                    ("report", "A progress report that is owed, from the end of its period"),
                    ("milestone", "A milestone's date"),
                    ("instruction", "The date by which an instruction is to be answered"),
                ],
                default="due",
                max_length=11,
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="reached_as",
            field=models.CharField(
                choices=[
                    ("unit", "The unit's liaison"),
                    ("deputy", "The unit's deputy head"),
                    ("head", "The unit's head"),
                    ("leader", "The accountable leader"),
                    ("office", "The office"),
                ],
                max_length=6,
            ),
        ),
        migrations.AlterField(
            model_name="rung",
            name="audience",
            field=models.CharField(
                choices=[
                    ("unit", "The unit's liaison"),
                    ("deputy", "The unit's deputy head"),
                    ("head", "The unit's head"),
                    ("leader", "The accountable leader"),
                    ("office", "The office"),
                ],
                max_length=6,
            ),
        ),
        migrations.AddConstraint(
            model_name="rung",
            constraint=models.UniqueConstraint(
                fields=("profile", "matter", "days", "audience"),
                name="rung_once_a_day_and_audience",
            ),
        ),
        migrations.RunPython(add_steps, migrations.RunPython.noop),
    ]
