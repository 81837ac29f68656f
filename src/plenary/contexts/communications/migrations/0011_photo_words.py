"""Lets the words of photos that are there be seen at the translation desk; nobody has reviewed them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

from plenary.kernel.text.digests import digest


def note_words_of_photos(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Note the two sides of each photo's words, the page's source side being theirs."""
    state = apps.get_model("text", "TextState")
    images = apps.get_model("communications", "PageImage").objects.select_related("page")
    now = timezone.now()
    made = []
    for image in images.order_by("pk").iterator(chunk_size=500):
        for field in ("alt", "credit"):
            sides = {lang: getattr(image, f"{field}_{lang}") for lang in ("zh", "en")}
            if not any(sides.values()):
                continue
            source = image.page.source_side
            if not sides[source]:
                source = "en" if source == "zh" else "zh"
            other = sides["en" if source == "zh" else "zh"]
            made.append(
                state(
                    subject_type="communications.pageimage",
                    subject_id=image.pk,
                    field=field,
                    source_side=source,
                    source_digest=digest(sides[source]),
                    other_digest=digest(other) if other else "",
                    made_from=digest(sides[source]) if other else "",
                    standing="draft" if other else "missing",
                    since=now,
                )
            )
    state.objects.bulk_create(made, batch_size=500, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [
        ("communications", "0010_public_changes"),
        ("text", "0003_desk"),
    ]

    operations = [migrations.RunPython(note_words_of_photos, migrations.RunPython.noop)]
