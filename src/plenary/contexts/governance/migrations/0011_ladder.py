"""Puts each practice profile's ladder of reminders into the installation, for the office to change."""

from typing import Any

from django.db import migrations

from plenary.contexts.governance.profiles import PROFILES


def add(apps: Any, _schema_editor: Any) -> None:
    rung = apps.get_model("governance", "Rung")
    for profile in PROFILES.values():
        for step in profile.notices.ladder:
            rung.objects.get_or_create(
                profile=profile.key,
                days=step.days,
                audience=step.audience,
                defaults={
                    "words_zh": step.zh,
                    "words_en": step.en,
                    "is_lead_only": step.is_lead_only,
                },
            )


class Migration(migrations.Migration):
    dependencies = [("governance", "0010_notices")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
