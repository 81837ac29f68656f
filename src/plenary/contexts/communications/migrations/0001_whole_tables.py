"""The tables of communications, as one step; what stood for it before its first release is replaced (decision 30)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plenary.shared.migrating import Together


class Migration(migrations.Migration):
    replaces = [
        ("communications", "0001_initial"),
        ("communications", "0002_error_reports"),
        ("communications", "0003_subscriptions"),
        ("communications", "0004_text_files"),
        ("communications", "0005_images"),
        ("communications", "0006_reader_counts"),
        ("communications", "0007_title_pictures"),
        ("communications", "0008_editions_by_kind"),
        ("communications", "0009_kinds_checks_origins"),
        ("communications", "0010_public_changes"),
        ("communications", "0011_photo_words"),
        ("communications", "0012_guide_told"),
        ("communications", "0013_links"),
        ("communications", "0014_part_words"),
        ("communications", "0015_waivers_consents"),
        ("communications", "0016_links_read"),
        ("communications", "0017_event_ends"),
        ("communications", "0018_credit_and_dates"),
        ("communications", "0019_news_wishes"),
        ("communications", "0020_past_posts"),
        ("communications", "0021_original_index"),
        ("communications", "0022_body_told"),
        ("communications", "0023_hidden_words_posts_and_limits"),
        ("communications", "0024_post_told"),
    ]

    initial = True

    dependencies = [
        ("documents", "0001_initial"),
        ("organisations", "0001_initial"),
        ("people", "0001_initial"),
        ("places", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="IndexCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(unique=True)),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name="PublicChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("stamp", models.IntegerField()),
                        ("at", models.DateTimeField(db_index=True)),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Page",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("news", "News"),
                                    ("readout", "Readout of a meeting"),
                                    ("notice", "Notice"),
                                    ("hub", "Topic hub"),
                                    ("static", "Standing page"),
                                    ("event", "Event"),
                                    ("guide", "Guide"),
                                    ("body", "People and bodies"),
                                    ("post", "Post"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("slug", models.CharField(max_length=80, unique=True)),
                        ("title_zh", models.CharField(blank=True, max_length=300)),
                        ("title_en", models.CharField(blank=True, max_length=400)),
                        ("summary_zh", models.CharField(blank=True, max_length=500)),
                        ("summary_en", models.CharField(blank=True, max_length=800)),
                        ("body_zh", models.TextField(blank=True)),
                        ("body_en", models.TextField(blank=True)),
                        (
                            "source_side",
                            models.CharField(
                                choices=[("zh", "Chinese"), ("en", "English")],
                                default="zh",
                                max_length=2,
                            ),
                        ),
                        (
                            "source_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "owner_post",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.post",
                            ),
                        ),
                        ("held_on", models.DateField(blank=True, null=True)),
                        ("author_zh", models.CharField(blank=True, max_length=120)),
                        ("author_en", models.CharField(blank=True, max_length=200)),
                        ("original_url", models.URLField(blank=True, max_length=500)),
                        ("original_on", models.DateField(blank=True, null=True)),
                        (
                            "licence",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("reserved", "All rights reserved"),
                                    ("CC-BY-4.0", "CC BY 4.0"),
                                    ("CC-BY-SA-4.0", "CC BY-SA 4.0"),
                                    ("CC0-1.0", "CC0 1.0"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "hub_of",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hub",
                                to="communications.topic",
                            ),
                        ),
                        (
                            "part_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="communications.page",
                            ),
                        ),
                        ("meeting_id", models.BigIntegerField(blank=True, null=True)),
                        ("record_digest", models.CharField(blank=True, max_length=64)),
                        ("index_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("index_number", models.PositiveIntegerField(blank=True, null=True)),
                        ("title_key_zh", models.CharField(blank=True, max_length=300)),
                        ("title_key_en", models.CharField(blank=True, max_length=400)),
                        ("body_key_zh", models.CharField(blank=True, max_length=64)),
                        ("body_key_en", models.CharField(blank=True, max_length=64)),
                        ("unlike_ids", models.JSONField(default=list)),
                        ("writer_ids", models.JSONField(default=list)),
                        ("is_limited", models.BooleanField(default=False)),
                        ("is_illustrative", models.BooleanField(default=False)),
                        ("made_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "topics",
                            models.ManyToManyField(
                                blank=True, related_name="pages", to="communications.topic"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-changed_at", "-id"],
                        "indexes": [
                            models.Index(fields=["kind", "-changed_at"], name="page_kind_changed"),
                            models.Index(fields=["held_on"], name="page_held_on"),
                            models.Index(fields=["original_url"], name="page_original_url"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title_zh", ""), _negated=True),
                                    models.Q(("title_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="page_has_a_title",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "readout"), ("meeting_id__isnull", False)),
                                    models.Q(
                                        models.Q(("kind", "readout"), _negated=True),
                                        ("meeting_id__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="page_readout_has_its_meeting",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("hub_of__isnull", False), ("kind", "hub")),
                                    models.Q(
                                        models.Q(("kind", "hub"), _negated=True),
                                        ("hub_of__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="page_hub_has_its_topic",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "event"), _negated=True),
                                    ("part_of__isnull", True),
                                    _connector="OR",
                                ),
                                name="page_event_is_part_of_none",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("meeting_id__isnull", False)),
                                fields=("meeting_id",),
                                name="page_one_readout_a_meeting",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("index_number__isnull", False)),
                                fields=("index_year", "index_number"),
                                name="page_index_number_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("title_key_zh", ""), _negated=True),
                                fields=("title_key_zh",),
                                name="page_title_key_zh_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("title_key_en", ""), _negated=True),
                                fields=("title_key_en",),
                                name="page_title_key_en_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("body_key_zh", ""), _negated=True),
                                fields=("body_key_zh",),
                                name="page_body_key_zh_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("body_key_en", ""), _negated=True),
                                fields=("body_key_en",),
                                name="page_body_key_en_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FormerAddress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="former_addresses",
                                to="communications.page",
                            ),
                        ),
                        ("slug", models.CharField(max_length=80, unique=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="FactCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="fact_checks",
                                to="communications.page",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("message", models.CharField(blank=True, max_length=500)),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by_id", models.BigIntegerField(null=True)),
                        ("asked_by_name", models.CharField(blank=True, max_length=200)),
                        ("expires_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(null=True)),
                        ("passed_over_at", models.DateTimeField(null=True)),
                        ("passed_over_by_name", models.CharField(blank=True, max_length=200)),
                        ("passed_over_reason", models.CharField(blank=True, max_length=500)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-asked_at", "-id"],
                        "indexes": [
                            models.Index(fields=["page", "asked_at"], name="fact_check_of_page")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("asked_at"))),
                                name="fact_check_lives_for_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("passed_over_at__isnull", True),
                                    models.Q(("passed_over_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="fact_check_passed_over_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("revoked_at__isnull", True), ("email", ""), _connector="OR"
                                ),
                                name="fact_check_revoked_forgets_the_address",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EventFacts",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "page",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="event",
                                to="communications.page",
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "As announced"),
                                    ("postponed", "Postponed"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                max_length=9,
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.place",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="event_ends_after_it_starts",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ErrorReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="error_reports",
                                to="communications.page",
                            ),
                        ),
                        (
                            "lang",
                            models.CharField(
                                choices=[("zh", "Chinese"), ("en", "English")], max_length=2
                            ),
                        ),
                        ("edition_number", models.PositiveSmallIntegerField(null=True)),
                        ("text", models.TextField()),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("receipt", models.CharField(max_length=43, unique=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("accepted", "Corrected"),
                                    ("declined", "Left as it is"),
                                ],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        ("answer", models.TextField(blank=True)),
                        ("made_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("answered_by_id", models.BigIntegerField(null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-made_at", "-id"],
                        "indexes": [
                            models.Index(fields=["state", "made_at"], name="error_report_queue")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "open"),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("email", ""),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="error_report_answered_forgets_the_address",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BodyFacts",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "page",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="told_body",
                                to="communications.page",
                            ),
                        ),
                        (
                            "body",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        ("people", models.JSONField(default=list)),
                        ("seats", models.JSONField(default=list)),
                        ("digest", models.CharField(max_length=64)),
                        ("told_on", models.DateField(null=True)),
                        (
                            "posts",
                            models.ManyToManyField(blank=True, related_name="+", to="people.post"),
                        ),
                        (
                            "past_posts",
                            models.ManyToManyField(blank=True, related_name="+", to="people.post"),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="communications.page",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
                            ),
                        ),
                        ("file_name", models.CharField(max_length=255)),
                        ("name_zh", models.CharField(blank=True, max_length=200)),
                        ("name_en", models.CharField(blank=True, max_length=300)),
                        ("author_zh", models.CharField(blank=True, max_length=120)),
                        ("author_en", models.CharField(blank=True, max_length=200)),
                        (
                            "licence",
                            models.CharField(
                                choices=[
                                    ("reserved", "All rights reserved"),
                                    ("CC-BY-4.0", "CC BY 4.0"),
                                    ("CC-BY-SA-4.0", "CC BY-SA 4.0"),
                                    ("CC0-1.0", "CC0 1.0"),
                                ],
                                default="reserved",
                                max_length=12,
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["order", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("page", "file"), name="page_attachment_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name_zh", ""), _negated=True),
                                    models.Q(("name_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="page_attachment_is_named",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PageDates",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "page",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="dates",
                                to="communications.page",
                            ),
                        ),
                        ("review_on", models.DateField(blank=True, null=True)),
                        ("told_on", models.DateField(null=True)),
                        ("shown_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["review_on"], name="page_dates_review")],
                    },
                ),
                migrations.CreateModel(
                    name="PageImage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="images",
                                to="communications.page",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
                            ),
                        ),
                        ("file_name", models.CharField(max_length=255)),
                        ("width", models.PositiveIntegerField()),
                        ("height", models.PositiveIntegerField()),
                        ("alt_zh", models.CharField(blank=True, max_length=300)),
                        ("alt_en", models.CharField(blank=True, max_length=500)),
                        ("credit_zh", models.CharField(blank=True, max_length=120)),
                        ("credit_en", models.CharField(blank=True, max_length=200)),
                        (
                            "licence",
                            models.CharField(
                                choices=[
                                    ("reserved", "All rights reserved"),
                                    ("CC-BY-4.0", "CC BY 4.0"),
                                    ("CC-BY-SA-4.0", "CC BY-SA 4.0"),
                                    ("CC0-1.0", "CC0 1.0"),
                                ],
                                default="reserved",
                                max_length=12,
                            ),
                        ),
                        (
                            "consent",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "Not needed: nobody can be recognised"),
                                    ("given", "Given"),
                                ],
                                max_length=5,
                            ),
                        ),
                        ("consent_by", models.CharField(blank=True, max_length=200)),
                        ("consent_kept", models.CharField(blank=True, max_length=200)),
                        ("focus_x", models.PositiveSmallIntegerField(default=50)),
                        ("focus_y", models.PositiveSmallIntegerField(default=50)),
                        ("key", models.CharField(max_length=32)),
                        ("order", models.SmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["order", "id"],
                        "indexes": [models.Index(fields=["key"], name="page_image_key")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("page", "file"), name="page_image_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("consent", "given"), _negated=True),
                                    models.Q(
                                        models.Q(("consent_by", ""), _negated=True),
                                        models.Q(("consent_kept", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="page_image_consent_is_whose_and_where",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("focus_x__lte", 100), ("focus_y__lte", 100)),
                                name="page_image_focus_is_within",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PageReader",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="readers",
                                to="communications.page",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("page", "user"), name="page_reader_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PageSide",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sides",
                                to="communications.page",
                            ),
                        ),
                        (
                            "lang",
                            models.CharField(
                                choices=[("zh", "Chinese"), ("en", "English")], max_length=2
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("review", "In review"),
                                    ("approved", "Scheduled"),
                                    ("published", "Published"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=9,
                            ),
                        ),
                        ("submitted_by_id", models.BigIntegerField(null=True)),
                        ("submitted_by_name", models.CharField(blank=True, max_length=200)),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("approved_by_id", models.BigIntegerField(null=True)),
                        ("approved_by_name", models.CharField(blank=True, max_length=200)),
                        ("due_at", models.DateTimeField(null=True)),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("sent_back_reason", models.CharField(blank=True, max_length=500)),
                        ("released_at", models.DateTimeField(null=True)),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        ("withdrawn_reason", models.CharField(blank=True, max_length=500)),
                        ("hides_title", models.BooleanField(default=False)),
                        ("hide_asked_by_id", models.BigIntegerField(null=True)),
                        ("hide_asked_by_name", models.CharField(blank=True, max_length=200)),
                        ("hide_reason", models.CharField(blank=True, max_length=500)),
                    ],
                    options={
                        "ordering": ["-lang"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "approved")),
                                fields=["due_at"],
                                name="page_side_due",
                            ),
                            models.Index(fields=["state", "submitted_at"], name="page_side_queue"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("page", "lang"), name="page_side_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "approved"), _negated=True),
                                    ("due_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="page_side_waits_for_a_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_at__isnull", True),
                                    models.Q(("withdrawn_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="page_side_withdrawn_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hide_reason", ""),
                                    models.Q(
                                        ("hide_asked_by_name__gt", ""),
                                        ("hides_title", False),
                                        ("withdrawn_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="page_side_hiding_is_asked_of_what_is_gone",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PostFacts",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "page",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="told_post",
                                to="communications.page",
                            ),
                        ),
                        (
                            "post",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.post",
                            ),
                        ),
                        ("names_former", models.BooleanField(default=False)),
                        ("people", models.JSONField(default=list)),
                        ("told", models.JSONField(default=dict)),
                        ("digest", models.CharField(max_length=64)),
                        ("told_on", models.DateField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="ProgrammeItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="programme",
                                to="communications.page",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("on", models.DateField()),
                        ("starts", models.TimeField()),
                        ("ends", models.TimeField(blank=True, null=True)),
                        ("title_zh", models.CharField(blank=True, max_length=200)),
                        ("title_en", models.CharField(blank=True, max_length=300)),
                        ("room_zh", models.CharField(blank=True, max_length=100)),
                        ("room_en", models.CharField(blank=True, max_length=150)),
                    ],
                    options={
                        "ordering": ["page", "on", "starts", "order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("page", "order"), name="programme_item_order_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title_zh", ""), _negated=True),
                                    models.Q(("title_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="programme_item_has_a_title",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReaderCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("day", models.DateField()),
                        (
                            "place",
                            models.CharField(
                                choices=[
                                    ("page", "Page"),
                                    ("topic", "Topic"),
                                    ("front", "Front page"),
                                    ("archive", "All pages"),
                                    ("search", "Search"),
                                ],
                                max_length=7,
                            ),
                        ),
                        ("subject_id", models.BigIntegerField(default=0)),
                        (
                            "lang",
                            models.CharField(
                                choices=[("zh", "Chinese"), ("en", "English")], max_length=2
                            ),
                        ),
                        ("views", models.BigIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["day", "place", "subject_id", "lang"],
                        "indexes": [
                            models.Index(
                                fields=["place", "subject_id", "day"], name="reader_count_subject"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("day", "place", "subject_id", "lang"),
                                name="reader_count_once_a_day",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rendition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.CharField(max_length=32)),
                        ("name", models.CharField(max_length=24)),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
                            ),
                        ),
                        ("width", models.PositiveSmallIntegerField()),
                        ("height", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("key", "name"), name="rendition_once_a_name"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sketch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sketches",
                                to="communications.page",
                            ),
                        ),
                        (
                            "lang",
                            models.CharField(
                                choices=[("zh", "Chinese"), ("en", "English")], max_length=2
                            ),
                        ),
                        ("band", models.BigIntegerField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["band"], name="sketch_band")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("page", "lang", "band"), name="sketch_band_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TextFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=255)),
                        ("translator", models.CharField(max_length=200)),
                        (
                            "into",
                            models.CharField(
                                choices=[("zh", "Chinese"), ("en", "English")], max_length=2
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("preview", "Waits for a decision"),
                                    ("done", "Taken in"),
                                    ("dropped", "Put aside"),
                                ],
                                default="preview",
                                max_length=8,
                            ),
                        ),
                        ("counts", models.JSONField(default=dict)),
                        ("added_by_id", models.BigIntegerField(null=True)),
                        ("added_by_name", models.CharField(blank=True, max_length=200)),
                        ("added_at", models.DateTimeField()),
                        ("done_at", models.DateTimeField(null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-added_at", "-id"],
                        "indexes": [
                            models.Index(fields=["added_by_id", "-added_at"], name="text_file_own")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TextRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="communications.textfile",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("unit", models.CharField(max_length=100)),
                        ("text_id", models.BigIntegerField(null=True)),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("changed", "Becomes a draft"),
                                    ("source", "Source changed meanwhile"),
                                    ("other", "Translated here meanwhile"),
                                    ("refused", "Refused"),
                                    ("unknown", "Not known here"),
                                    ("empty", "Not translated"),
                                    ("unchanged", "As it is"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("source", models.TextField(blank=True)),
                        ("target", models.TextField(blank=True)),
                        ("seen_source", models.CharField(blank=True, max_length=64)),
                        ("seen_other", models.CharField(blank=True, max_length=64)),
                        ("remarks", models.JSONField(default=list)),
                        ("why", models.JSONField(default=list)),
                    ],
                    options={
                        "ordering": ["number", "id"],
                        "indexes": [
                            models.Index(
                                fields=["file", "verdict", "number"], name="text_row_by_verdict"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Topic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.SlugField(max_length=60, unique=True)),
                        ("name_zh", models.CharField(max_length=60)),
                        ("name_en", models.CharField(max_length=100)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["order", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name_zh", ""), _negated=True),
                                    models.Q(("name_en", ""), _negated=True),
                                ),
                                name="topic_has_both_names",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Subscription",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("email", models.EmailField(max_length=254)),
                        (
                            "lang",
                            models.CharField(
                                choices=[("zh", "Chinese"), ("en", "English")], max_length=2
                            ),
                        ),
                        ("token", models.CharField(max_length=43, unique=True)),
                        ("asked_at", models.DateTimeField()),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        ("told_upto", models.BigIntegerField(null=True)),
                        ("told_after", models.BigIntegerField(default=0)),
                        ("told_before", models.JSONField(default=list)),
                        ("wished_at", models.DateTimeField(null=True)),
                        (
                            "topics",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="communications.topic"
                            ),
                        ),
                        (
                            "wished",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="communications.topic"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["confirmed_at"], name="subscription_confirmed")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("email", "lang"), name="subscription_once_a_language"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_at__isnull", True),
                                    ("told_upto__isnull", False),
                                    _connector="OR",
                                ),
                                name="subscription_confirmed_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="News",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="communications.page",
                            ),
                        ),
                        (
                            "lang",
                            models.CharField(
                                choices=[("zh", "Chinese"), ("en", "English")], max_length=2
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
                        ("noticed_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name_plural": "news",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["lang", "topic", "id"], name="news_to_tell")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("page", "lang", "topic"), name="news_once_a_topic"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("topic__isnull", True)),
                                fields=("page", "lang"),
                                name="news_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Edition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="editions",
                                to="communications.page",
                            ),
                        ),
                        (
                            "lang",
                            models.CharField(
                                choices=[("zh", "Chinese"), ("en", "English")], max_length=2
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("is_current", models.BooleanField(default=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("news", "News"),
                                    ("readout", "Readout of a meeting"),
                                    ("notice", "Notice"),
                                    ("hub", "Topic hub"),
                                    ("static", "Standing page"),
                                    ("event", "Event"),
                                    ("guide", "Guide"),
                                    ("body", "People and bodies"),
                                    ("post", "Post"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("slug", models.CharField(max_length=80)),
                        ("title", models.CharField(max_length=400)),
                        ("summary", models.CharField(blank=True, max_length=800)),
                        ("body", models.TextField()),
                        ("html", models.TextField()),
                        ("facts", models.JSONField(default=dict)),
                        ("people", models.JSONField(default=list)),
                        ("ends_on", models.DateField(null=True)),
                        (
                            "part_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="listed",
                                to="communications.page",
                            ),
                        ),
                        ("released_at", models.DateTimeField()),
                        ("published_at", models.DateTimeField()),
                        ("approved_by_id", models.BigIntegerField(null=True)),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("other_corrected_at", models.DateTimeField(null=True)),
                        ("title_key", models.CharField(blank=True, max_length=32)),
                        ("title_drawn_at", models.DateTimeField(null=True)),
                        ("links_read_at", models.DateTimeField(null=True)),
                        (
                            "topics",
                            models.ManyToManyField(
                                related_name="editions", to="communications.topic"
                            ),
                        ),
                        (
                            "files",
                            models.ManyToManyField(related_name="+", to="documents.storedfile"),
                        ),
                    ],
                    options={
                        "ordering": ["-released_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("is_current", True)),
                                fields=["lang", "-released_at", "-id", "kind"],
                                name="edition_current_list",
                            ),
                            models.Index(
                                condition=models.Q(("is_current", True)),
                                fields=["lang", "kind", "-released_at", "-id"],
                                name="edition_current_kind",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("ends_on__isnull", False), ("is_current", True)
                                ),
                                fields=["lang", "ends_on"],
                                name="edition_event_end",
                            ),
                            models.Index(fields=["slug", "lang"], name="edition_address"),
                            models.Index(
                                condition=models.Q(
                                    ("is_current", True), ("other_corrected_at__isnull", False)
                                ),
                                fields=["other_corrected_at"],
                                name="edition_other_corrected",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("is_current", True), ("title_drawn_at__isnull", True)
                                ),
                                fields=["-id"],
                                name="edition_title_undrawn",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("is_current", True), ("links_read_at__isnull", True)
                                ),
                                fields=["id"],
                                name="edition_links_unread",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("page", "lang", "number"), name="edition_number_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_current", True)),
                                fields=("page", "lang"),
                                name="edition_one_current",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("number", 1),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="edition_corrected_says_what",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Waiver",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="waivers",
                                to="communications.page",
                            ),
                        ),
                        (
                            "lang",
                            models.CharField(
                                choices=[("zh", "Chinese"), ("en", "English")], max_length=2
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("wording", "Against the check of the wording"),
                                    ("alone", "In one language alone"),
                                    ("urgent", "Before a second person looked"),
                                ],
                                max_length=7,
                            ),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        ("decided_by", models.CharField(max_length=200)),
                        ("findings", models.JSONField(default=list)),
                        ("hands", models.JSONField(default=list)),
                        (
                            "edition",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="communications.edition",
                            ),
                        ),
                        ("made_by_id", models.BigIntegerField(null=True)),
                        ("made_by_name", models.CharField(max_length=200)),
                        ("made_at", models.DateTimeField()),
                        ("settled_at", models.DateTimeField(null=True)),
                        ("settled_by_name", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "ordering": ["-made_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("settled_at__isnull", True)),
                                fields=["made_at"],
                                name="page_waiver_open",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reason", ""), _negated=True),
                                    models.Q(("decided_by", ""), _negated=True),
                                ),
                                name="page_waiver_says_why_and_who",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WebAddress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("address", models.CharField(max_length=500, unique=True)),
                        ("host", models.CharField(max_length=253)),
                        ("checked_at", models.DateTimeField(null=True)),
                        ("status", models.PositiveSmallIntegerField(null=True)),
                        ("fault", models.CharField(blank=True, max_length=20)),
                        ("failed_since", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["checked_at", "id"], name="web_address_due"),
                            models.Index(
                                condition=models.Q(("failed_since__isnull", False)),
                                fields=["failed_since"],
                                name="web_address_failed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PageLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="communications.edition",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("words", models.CharField(max_length=200)),
                        ("address", models.CharField(max_length=500)),
                        (
                            "web",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="page_links",
                                to="communications.webaddress",
                            ),
                        ),
                        ("to_lang", models.CharField(blank=True, max_length=2)),
                        ("slug", models.CharField(blank=True, max_length=80)),
                        ("topic_key", models.CharField(blank=True, max_length=60)),
                        ("told_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["edition", "order"],
                        "indexes": [
                            models.Index(fields=["slug", "to_lang"], name="page_link_target")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "order"), name="page_link_order_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EditionImage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="shown",
                                to="communications.edition",
                            ),
                        ),
                        ("key", models.CharField(max_length=32)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["key"], name="edition_image_key")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "key"), name="edition_image_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FactCheckAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "check_of",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="communications.factcheck",
                            ),
                        ),
                        (
                            "lang",
                            models.CharField(
                                choices=[("zh", "Chinese"), ("en", "English")], max_length=2
                            ),
                        ),
                        ("is_correct", models.BooleanField()),
                        ("text", models.TextField(blank=True)),
                        ("said_of", models.CharField(max_length=64)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_correct", True),
                                    models.Q(("text", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="fact_check_answer_says_what",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Origin",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="origins",
                                to="communications.page",
                            ),
                        ),
                        (
                            "lang",
                            models.CharField(
                                choices=[("zh", "Chinese"), ("en", "English")], max_length=2
                            ),
                        ),
                        ("url", models.URLField(blank=True, max_length=500)),
                        ("published_on", models.DateField(blank=True, null=True)),
                        ("source_name", models.CharField(blank=True, max_length=300)),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                        ("brought_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["page", "-lang"],
                        "indexes": [
                            models.Index(fields=["url"], name="origin_url"),
                            models.Index(fields=["published_on"], name="origin_published_on"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("page", "lang"), name="origin_once_a_language"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GuideFacts",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "page",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="guide",
                                to="communications.page",
                            ),
                        ),
                        ("checked_on", models.DateField()),
                        ("stale_after", models.PositiveSmallIntegerField()),
                        ("told_on", models.DateField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("stale_after__gte", 1)),
                                name="guide_holds_for_a_day",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
