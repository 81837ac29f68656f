"""An edition keeps when its links were noted; those that have links noted have been read."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q


def note_read(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Say of editions with links that they were read: read again, their owners would be told again."""
    held = apps.get_model("communications", "PageLink").objects.order_by().values("edition")
    editions = apps.get_model("communications", "Edition").objects.filter(pk__in=held)
    editions.update(links_read_at=F("published_at"))


class Migration(migrations.Migration):
    dependencies = [("communications", "0015_waivers_consents")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="links_read_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                fields=["id"],
                condition=Q(is_current=True, links_read_at__isnull=True),
                name="edition_links_unread",
            ),
        ),
        migrations.RunPython(note_read, migrations.RunPython.noop),
    ]
