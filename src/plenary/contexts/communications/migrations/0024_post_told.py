from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("communications", "0023_hidden_words_posts_and_limits")]

    operations = [
        migrations.AddField(
            model_name="postfacts",
            name="told_on",
            field=models.DateField(null=True),
        ),
    ]
