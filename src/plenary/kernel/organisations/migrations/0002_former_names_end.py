"""Gives names that were replaced before their last day was kept the day on which the audit log says so."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

RENAMING = ("organisations.organisation.edited", "organisations.organisation.translated")


def end_former_names(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """End each name that a renaming kept; one that a person gave as another name in use stays so."""
    names = apps.get_model("organisations", "FormerName")
    rows = apps.get_model("audit", "AuditRow").objects
    for name in names.objects.filter(until_on=None).select_related("organisation"):
        borne = name.organisation
        if name.name_zh in ("", borne.name_zh) and name.name_en in ("", borne.name_en):
            continue
        given = rows.filter(
            action="organisations.name.kept",
            subject_type="organisations.formername",
            subject_id=name.pk,
        )
        replaced = rows.filter(
            action__in=RENAMING,
            subject_type="organisations.organisation",
            subject_id=name.organisation_id,
            **{
                f"before__{side}": value
                for side, value in (("name_zh", name.name_zh), ("name_en", name.name_en))
                if value
            },
        ).order_by("-pk")
        if not given.exists() and (last := replaced.first()):
            name.until_on = timezone.localdate(last.at)
            name.save(update_fields=["until_on"])


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial"), ("audit", "0001_initial")]

    operations = [migrations.RunPython(end_former_names, migrations.RunPython.noop)]
