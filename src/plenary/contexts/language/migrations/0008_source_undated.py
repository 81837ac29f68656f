"""Says of a source that it states no date; of what is there already nobody has said so yet."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("language", "0007_faults_in_each_language")]

    operations = [
        migrations.AddField("term", "is_source_undated", models.BooleanField(default=False)),
        migrations.AddConstraint(
            "term",
            models.CheckConstraint(
                condition=Q(source_on=None) | Q(is_source_undated=False),
                name="language_term_source_dated_or_not",
            ),
        ),
    ]
