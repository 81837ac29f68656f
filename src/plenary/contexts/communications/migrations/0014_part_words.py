"""Lets the words of files, programmes and topics be seen at the translation desk; nobody has reviewed them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

from plenary.kernel.text.digests import digest

KINDS = (("Attachment", ("name",)), ("ProgrammeItem", ("title", "room")), ("Topic", ("name",)))


def note_words(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Note the two sides of each text, Chinese being the source where it is there."""
    state = apps.get_model("text", "TextState")
    now = timezone.now()
    made = []
    for name, fields in KINDS:
        model = apps.get_model("communications", name)
        for one in model.objects.order_by("pk").iterator(chunk_size=500):
            for field in fields:
                zh, en = (getattr(one, f"{field}_{lang}").strip() for lang in ("zh", "en"))
                if zh or en:
                    made.append(
                        state(
                            subject_type=f"communications.{name.lower()}",
                            subject_id=one.pk,
                            field=field,
                            source_side="zh" if zh else "en",
                            source_digest=digest(zh or en),
                            other_digest=digest(en) if zh and en else "",
                            made_from=digest(zh) if zh and en else "",
                            standing="draft" if zh and en else "missing",
                            since=now,
                        )
                    )
    state.objects.bulk_create(made, batch_size=500, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [
        ("communications", "0013_links"),
        ("text", "0003_desk"),
    ]

    operations = [migrations.RunPython(note_words, migrations.RunPython.noop)]
