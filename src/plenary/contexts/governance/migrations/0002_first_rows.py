"""What a new installation begins with: themes, each profile's ladder of reminders, usual kinds of topic, and the triggers.

The office changes the rows afterwards as it likes.
"""

from typing import Any

from django.db import migrations

from plenary.contexts.governance import agenda_triggers, report_triggers
from plenary.contexts.governance.profiles import PROFILES
from plenary.contexts.governance.themes import rows
from plenary.contexts.governance.topic_kinds import KINDS


def add_themes(apps: Any, _schema_editor: Any) -> None:
    theme = apps.get_model("governance", "Theme")
    for row in rows():
        theme.objects.get_or_create(key=row["key"], defaults=row)


def add_ladders(apps: Any, _schema_editor: Any) -> None:
    rung = apps.get_model("governance", "Rung")
    for profile in PROFILES.values():
        for step in profile.notices.ladder:
            rung.objects.create(
                profile=profile.key,
                matter=step.matter,
                days=step.days,
                audience=step.audience,
                words_zh=step.zh,
                words_en=step.en,
                is_lead_only=step.is_lead_only,
                is_after_silence=step.is_after_silence,
                repeat_days=step.repeat_days,
            )


def add_topic_kinds(apps: Any, _schema_editor: Any) -> None:
    kind_of, paper = (apps.get_model("governance", name) for name in ("TopicKind", "NeededPaper"))
    for order, (name_zh, name_en, item_kind, days, papers) in enumerate(KINDS, start=1):
        kind = kind_of.objects.create(
            name_zh=name_zh, name_en=name_en, item_kind=item_kind, days_before=days, order=order
        )
        for place, (zh, en) in enumerate(papers, start=1):
            paper.objects.create(kind=kind, name_zh=zh, name_en=en, order=place)


def install_triggers(_apps: Any, schema_editor: Any) -> None:
    report_triggers.install(schema_editor.connection)
    agenda_triggers.install(schema_editor.connection)


def remove_triggers(_apps: Any, schema_editor: Any) -> None:
    agenda_triggers.remove(schema_editor.connection)
    report_triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    replaces = [
        ("governance", "0002_rows_and_triggers"),
        ("governance", "0004_statement_translated"),
        ("governance", "0009_ladder_of_matters"),
        ("governance", "0011_opinions_on_the_ladder"),
        ("governance", "0021_asks_with_ends"),
    ]
    dependencies = [("governance", "0001_whole_tables")]
    operations = [
        migrations.RunPython(add_themes, migrations.RunPython.noop),
        migrations.RunPython(add_ladders, migrations.RunPython.noop),
        migrations.RunPython(add_topic_kinds, migrations.RunPython.noop),
        migrations.RunPython(install_triggers, remove_triggers),
    ]
