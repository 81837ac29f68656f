"""Subscribers are told by numbered news and may wish for other topics; a withdrawn title may be hidden."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

LISTED = ("news", "readout", "notice", "event", "guide", "body")


def number_what_is_public(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Number what stands in public, and say of each subscriber how far they were told."""
    news = apps.get_model("communications", "News").objects
    subscriptions = apps.get_model("communications", "Subscription").objects
    editions = apps.get_model("communications", "Edition").objects.filter(
        is_current=True, kind__in=LISTED
    )
    topics: dict[int, list[int]] = {}
    through = apps.get_model("communications", "Edition").topics.through.objects
    for edition_id, topic_id in through.filter(edition__in=editions).values_list(
        "edition_id", "topic_id"
    ):
        topics.setdefault(edition_id, []).append(topic_id)
    rows = editions.order_by("released_at", "pk").values_list(
        "pk", "page_id", "lang", "released_at"
    )
    made = [
        news.model(page_id=page, lang=lang, topic_id=topic, noticed_at=released)
        for pk, page, lang, released in rows
        for topic in (None, *topics.get(pk, ()))
    ]
    news.bulk_create(made, batch_size=500)
    for one in subscriptions.filter(confirmed_at__isnull=False):
        told = news.filter(noticed_at__lte=one.sent_until).order_by("-pk")
        one.told_upto = told.values_list("pk", flat=True).first() or 0
        one.save(update_fields=["told_upto"])


class Migration(migrations.Migration):
    dependencies = [("communications", "0018_credit_and_dates")]

    operations = [
        migrations.CreateModel(
            name="News",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "lang",
                    models.CharField(choices=[("zh", "Chinese"), ("en", "English")], max_length=2),
                ),
                ("noticed_at", models.DateTimeField()),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="communications.page",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="communications.topic",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "news",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["lang", "topic", "id"], name="news_to_tell")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("page", "lang", "topic"), name="news_once_a_topic"
                    ),
                    models.UniqueConstraint(
                        condition=Q(("topic__isnull", True)),
                        fields=("page", "lang"),
                        name="news_once",
                    ),
                ],
            },
        ),
        migrations.AddField("subscription", "told_upto", models.BigIntegerField(null=True)),
        migrations.AddField("subscription", "wished_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "subscription",
            "wished",
            models.ManyToManyField(blank=True, related_name="+", to="communications.topic"),
        ),
        migrations.AddField("pageside", "hides_title", models.BooleanField(default=False)),
        migrations.RunPython(number_what_is_public, migrations.RunPython.noop),
        migrations.RemoveConstraint("subscription", "subscription_confirmed_begins"),
        migrations.RemoveField("subscription", "sent_until"),
        migrations.AddConstraint(
            "subscription",
            models.CheckConstraint(
                condition=Q(
                    ("confirmed_at__isnull", True), ("told_upto__isnull", False), _connector="OR"
                ),
                name="subscription_confirmed_begins",
            ),
        ),
    ]
