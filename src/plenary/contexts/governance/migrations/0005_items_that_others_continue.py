from django.db import migrations, models

KINDS = [
    ("added", "Added"),
    ("struck", "Struck"),
    ("changed", "Worded anew"),
    ("lead", "Another lead unit"),
    ("sooner", "Earlier due date"),
    ("later", "Later due date"),
    ("success", "Another measure of success"),
    ("leader", "Another accountable leader"),
    ("units", "Other responsible units"),
    ("ended", "Ended"),
    ("resumed", "Taken up again"),
    ("merged", "Merged"),
    ("split", "Split"),
    ("replaced", "Worded as a new task"),
]


class Migration(migrations.Migration):
    dependencies = [("governance", "0004_names_said_otherwise")]

    operations = [
        migrations.AlterField(
            model_name="listchange",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=8),
        ),
    ]
