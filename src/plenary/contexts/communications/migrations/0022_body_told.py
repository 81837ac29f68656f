from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("communications", "0021_original_index")]

    operations = [
        migrations.AddField(
            model_name="bodyfacts",
            name="told_on",
            field=models.DateField(null=True),
        ),
    ]
