"""An edition of an event's hub keeps its last day, by which what is to come is found."""

import datetime as dt

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q


def note_ends(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Take the last day out of the facts with which each edition was published."""
    editions = apps.get_model("communications", "Edition").objects
    changed = []
    for edition in editions.filter(kind="event").only("facts").order_by("pk").iterator():
        if event := edition.facts.get("event"):
            edition.ends_on = dt.date.fromisoformat(event["ends_on"])
            changed.append(edition)
    editions.bulk_update(changed, ["ends_on"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("communications", "0016_links_read")]

    operations = [
        migrations.AddField(
            model_name="edition", name="ends_on", field=models.DateField(null=True)
        ),
        migrations.RunPython(note_ends, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                fields=["lang", "ends_on"],
                condition=Q(is_current=True, ends_on__isnull=False),
                name="edition_event_end",
            ),
        ),
    ]
