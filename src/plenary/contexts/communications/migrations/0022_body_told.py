from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("communications", "0020_past_posts")]

    operations = [
        migrations.AddField(
            model_name="bodyfacts",
            name="told_on",
            field=models.DateField(null=True),
        ),
    ]
