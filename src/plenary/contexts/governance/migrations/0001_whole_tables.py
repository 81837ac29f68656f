"""The tables of governance, as one step; what stood for it before its first release is replaced (decision 30)."""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from plenary.shared.migrating import Together


class Migration(migrations.Migration):
    replaces = [
        ("governance", "0001_tables"),
        ("governance", "0003_public_records"),
        ("governance", "0005_filings"),
        ("governance", "0006_adoption"),
        ("governance", "0007_milestone_asks"),
        ("governance", "0008_next_wordings"),
        ("governance", "0010_facts_offered"),
        ("governance", "0012_parts_that_ended"),
        ("governance", "0013_openings"),
        ("governance", "0014_themes_retired"),
        ("governance", "0015_further_reports"),
        ("governance", "0016_task_public"),
        ("governance", "0017_settled_and_withdrawn"),
        ("governance", "0018_milestones_sooner"),
        ("governance", "0019_sorted_tasks"),
        ("governance", "0020_ends"),
        ("governance", "0022_parts_done"),
        ("governance", "0023_tasks_of_sheets"),
        ("governance", "0024_milestones_recorded"),
        ("governance", "0025_matters_that_lapse"),
        ("governance", "0026_receipts_of_ended_parts"),
        ("governance", "0027_help_and_changes"),
        ("governance", "0028_mailbox"),
        ("governance", "0029_words_of_changes"),
    ]

    replaced_before = [
        ("governance", "0001_initial"),
        ("governance", "0002_themes"),
        ("governance", "0003_reports"),
        ("governance", "0004_report_triggers"),
        ("governance", "0005_reading_text"),
        ("governance", "0006_duty_asks"),
        ("governance", "0007_extensions"),
        ("governance", "0008_instructions"),
        ("governance", "0009_sheets"),
        ("governance", "0010_notices"),
        ("governance", "0011_ladder"),
        ("governance", "0012_list_imports"),
        ("governance", "0013_list_changes"),
        ("governance", "0014_papers_and_plan_periods"),
        ("governance", "0015_coverage"),
        ("governance", "0016_successions"),
        ("governance", "0017_list_change_words"),
        ("governance", "0018_light_counts"),
        ("governance", "0019_convening"),
        ("governance", "0020_feeds"),
        ("governance", "0021_sitting"),
        ("governance", "0022_minutes"),
        ("governance", "0023_releases"),
        ("governance", "0024_topics_and_papers"),
        ("governance", "0025_topic_kinds"),
        ("governance", "0026_agenda_versions"),
        ("governance", "0027_agenda_trigger"),
        ("governance", "0028_opinions"),
        ("governance", "0029_released_papers"),
        ("governance", "0030_long_lists"),
        ("governance", "0031_packs"),
    ]
    """What the replaced steps had replaced in their turn: an older database has them written down still."""

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
                    name="Convening",
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
                            "meeting",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="convening",
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Being drawn up"),
                                    ("sent", "Convened"),
                                    ("called_off", "Called off"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("uid", models.CharField(max_length=120, unique=True)),
                        ("sequence", models.PositiveIntegerField(default=0)),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("room_zh", models.CharField(blank=True, max_length=150)),
                        ("room_en", models.CharField(blank=True, max_length=200)),
                        ("notice_zh", models.TextField(blank=True)),
                        ("notice_en", models.TextField(blank=True)),
                        ("reply_by_on", models.DateField(blank=True, null=True)),
                        ("called_off_reason", models.CharField(blank=True, max_length=300)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["starts_at", "id"],
                        "indexes": [models.Index(fields=["starts_at"], name="convening_start")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="convening_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("notice_zh", ""), _negated=True),
                                    models.Q(("notice_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="convening_has_a_notice",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "called_off"), _negated=True),
                                    models.Q(("called_off_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="convening_called_off_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListEntry",
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
                            "task_list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="governance.tasklist",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="governance.task",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("task_list", "number"), name="entry_number_once"
                            ),
                            models.UniqueConstraint(
                                fields=("task_list", "task"), name="entry_task_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mailbox",
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
                        ("key", models.CharField(max_length=64, unique=True)),
                        ("validity", models.BigIntegerField(default=0)),
                        ("last_uid", models.BigIntegerField(default=0)),
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                        ("fault", models.CharField(blank=True, max_length=11)),
                        ("fault_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="NeededPaper",
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
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="papers",
                                to="governance.topickind",
                            ),
                        ),
                        ("name_zh", models.CharField(blank=True, max_length=150)),
                        ("name_en", models.CharField(blank=True, max_length=200)),
                        ("order", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "ordering": ["order", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name_zh", ""), _negated=True),
                                    models.Q(("name_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="needed_paper_has_a_name",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItem",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="governance.meeting",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("study", "Study"),
                                    ("hear", "Hear"),
                                    ("review", "Review"),
                                    ("approve", "Approve"),
                                    ("discuss", "Discuss"),
                                    ("notify", "Notify"),
                                    ("other", "Other"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("text_zh", models.TextField(blank=True)),
                        ("text_en", models.TextField(blank=True)),
                        (
                            "passage",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.passage",
                            ),
                        ),
                        (
                            "approves",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="approvals",
                                to="governance.report",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "number"), name="agenda_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text_zh", ""), _negated=True),
                                    models.Q(("text_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="agenda_item_has_a_text",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendances",
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("present", "Present"),
                                    ("excused", "Excused"),
                                    ("absent", "Absent"),
                                    ("substitute", "Sent a substitute"),
                                    ("observer", "Observer"),
                                ],
                                default="present",
                                max_length=10,
                            ),
                        ),
                        ("stand_in_zh", models.CharField(blank=True, max_length=120)),
                        ("stand_in_en", models.CharField(blank=True, max_length=200)),
                        ("is_chair", models.BooleanField(default=False)),
                        ("order", models.PositiveSmallIntegerField()),
                        (
                            "passage",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.passage",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "posts",
                            models.ManyToManyField(blank=True, related_name="+", to="people.post"),
                        ),
                    ],
                    options={
                        "ordering": ["order", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "person"), name="attendance_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "substitute"), _negated=True),
                                    models.Q(("stand_in_zh", ""), _negated=True),
                                    models.Q(("stand_in_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="attendance_substitute_is_named",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Duty",
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
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="duties",
                                to="governance.task",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("lead", "Lead"),
                                    ("responsible", "Responsible"),
                                    ("supporting", "Supporting"),
                                    ("accountable", "Accountable leader"),
                                    ("supervising", "Supervising"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.post",
                            ),
                        ),
                        ("deliverable_zh", models.CharField(blank=True, max_length=300)),
                        ("deliverable_en", models.CharField(blank=True, max_length=400)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("first_due_on", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("assigned", "Assigned"),
                                    ("signed", "Signed for"),
                                    ("declined", "Declined"),
                                    ("transfer", "Transfer asked for"),
                                    ("reported", "Reported done"),
                                    ("done", "Done"),
                                ],
                                default="assigned",
                                max_length=8,
                            ),
                        ),
                        ("assigned_at", models.DateTimeField()),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("signed_by_id", models.BigIntegerField(blank=True, null=True)),
                        ("reported_at", models.DateTimeField(blank=True, null=True)),
                        ("reported_by_id", models.BigIntegerField(blank=True, null=True)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        ("done_by_id", models.BigIntegerField(blank=True, null=True)),
                        ("done_by", models.CharField(blank=True, max_length=200)),
                        ("returned", models.CharField(blank=True, max_length=500)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["unit", "state", "task"], name="duty_unit"),
                            models.Index(
                                condition=models.Q(("due_on__isnull", False)),
                                fields=["due_on"],
                                name="duty_own_date",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("unit__isnull", False),
                                    ("post__isnull", False),
                                    _connector="OR",
                                ),
                                name="duty_is_somebodys",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("state", "reported"), _negated=True),
                                        ("done_at__isnull", True),
                                    ),
                                    ("reported_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="duty_reported_has_its_moment",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("role", "lead")),
                                fields=("task",),
                                name="duty_one_lead",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("unit__isnull", False)),
                                fields=("task", "unit", "role"),
                                name="duty_once_a_unit_and_role",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
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
                            "convening",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitations",
                                to="governance.convening",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("member", "Member"),
                                    ("unit", "Member unit"),
                                    ("observer", "Observer"),
                                    ("substitute", "Substitute"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("language", models.CharField(max_length=7)),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "stands_in_for",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="substitutes",
                                to="governance.invitation",
                            ),
                        ),
                        ("is_withdrawn", models.BooleanField(default=False)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("sent_sequence", models.PositiveIntegerField(blank=True, null=True)),
                        ("reminded_at", models.DateTimeField(blank=True, null=True)),
                        ("undelivered_at", models.DateTimeField(blank=True, null=True)),
                        ("undelivered_why", models.CharField(blank=True, max_length=300)),
                        (
                            "reply",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "No answer yet"),
                                    ("coming", "Coming"),
                                    ("not_coming", "Not coming"),
                                    ("substituted", "Sends a substitute"),
                                ],
                                default="",
                                max_length=11,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("replied_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "replied_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("page", "On the page"),
                                    ("link", "By the link in the mail"),
                                    ("desk", "Written down by the office"),
                                    ("file", "By the calendar"),
                                ],
                                max_length=5,
                            ),
                        ),
                        ("replied_sequence", models.PositiveIntegerField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "items",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="governance.agendaitem"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["user", "convening"], name="invitation_of_account")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("convening"),
                                django.db.models.functions.text.Lower("email"),
                                condition=models.Q(
                                    models.Q(("email", ""), _negated=True), ("is_withdrawn", False)
                                ),
                                name="invitation_once_an_address",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("is_withdrawn", False), ("stands_in_for__isnull", False)
                                ),
                                fields=("stands_in_for",),
                                name="invitation_has_one_substitute",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("role", "substitute"), ("stands_in_for__isnull", False)
                                    ),
                                    models.Q(
                                        models.Q(("role", "substitute"), _negated=True),
                                        ("stands_in_for__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="invitation_of_a_substitute_says_of_whom",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reply", ""), ("replied_at__isnull", False), _connector="OR"
                                ),
                                name="invitation_answered_has_its_moment",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvitationMail",
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
                            "invitation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mails",
                                to="governance.invitation",
                            ),
                        ),
                        ("message_id", models.CharField(max_length=200, unique=True)),
                        ("email", models.EmailField(max_length=254)),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="ItemPresence",
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
                            "attendance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="presences",
                                to="governance.attendance",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="presences",
                                to="governance.agendaitem",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("late", "Came in at this item"),
                                    ("left", "Left before this item"),
                                    ("withdrew", "Withdrew from this item"),
                                ],
                                max_length=8,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["item__number", "attendance__order", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("attendance", "item"), name="item_presence_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "withdrew"), _negated=True),
                                fields=("attendance", "kind"),
                                name="item_presence_comes_and_goes_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListRow",
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
                            "entry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="row",
                                to="governance.listentry",
                            ),
                        ),
                        (
                            "passage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.passage",
                            ),
                        ),
                        ("order", models.PositiveIntegerField()),
                        ("cells", models.JSONField(default=list)),
                        ("above", models.JSONField(default=list)),
                        ("values", models.JSONField(default=dict)),
                    ],
                    options={
                        "ordering": ["order", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
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
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        ("title_zh", models.CharField(blank=True, max_length=300)),
                        ("title_en", models.CharField(blank=True, max_length=400)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("held", "Held"),
                                    ("closed", "Closed"),
                                ],
                                default="planned",
                                max_length=8,
                            ),
                        ),
                        ("held_on", models.DateField(blank=True, null=True)),
                        ("published_on", models.DateField(blank=True, null=True)),
                        ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
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
                        ("is_plenary", models.BooleanField(default=False)),
                        (
                            "release",
                            models.CharField(
                                choices=[
                                    ("public", "Public"),
                                    ("on_request", "On request"),
                                    ("internal", "Internal (non-secret)"),
                                ],
                                default="internal",
                                max_length=12,
                            ),
                        ),
                        ("is_illustrative", models.BooleanField(default=False)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-year", "-held_on", "-published_on", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["body", "-year", "-held_on"], name="meeting_body_year"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title_zh", ""), _negated=True),
                                    models.Q(("title_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="meeting_has_a_title",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "closed"), _negated=True),
                                    ("closed_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="meeting_closed_has_its_moment",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Directive",
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
                            "fate",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Not settled yet"),
                                    ("task", "Became a task"),
                                    ("covered", "Covered by a task"),
                                    ("no_action", "No action needed"),
                                    ("returns", "Comes back to a later meeting"),
                                ],
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("fate_reason", models.CharField(blank=True, max_length=300)),
                        ("fated_at", models.DateTimeField(blank=True, null=True)),
                        ("fated_by_id", models.BigIntegerField(blank=True, null=True)),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="directives",
                                to="governance.meeting",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("text_zh", models.TextField(blank=True)),
                        ("text_en", models.TextField(blank=True)),
                        ("verb", models.CharField(blank=True, max_length=60)),
                        (
                            "theme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="governance.theme",
                            ),
                        ),
                        ("actor_text", models.CharField(blank=True, max_length=300)),
                        ("due_phrase", models.CharField(blank=True, max_length=120)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        (
                            "passage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.passage",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["number"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("fate", "")),
                                fields=["meeting", "number"],
                                name="directive_without_fate",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "number"), name="directive_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text_zh", ""), _negated=True),
                                    models.Q(("text_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="directive_has_a_text",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("fate", "no_action"), _negated=True),
                                    models.Q(("fate_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="directive_without_action_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
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
                            "fate",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Not settled yet"),
                                    ("task", "Became a task"),
                                    ("covered", "Covered by a task"),
                                    ("no_action", "No action needed"),
                                    ("returns", "Comes back to a later meeting"),
                                ],
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("fate_reason", models.CharField(blank=True, max_length=300)),
                        ("fated_at", models.DateTimeField(blank=True, null=True)),
                        ("fated_by_id", models.BigIntegerField(blank=True, null=True)),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="decisions",
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="governance.agendaitem",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("adopted", "Adopted"),
                                    ("amended", "Adopted with changes"),
                                    ("postponed", "Postponed"),
                                    ("noted", "Noted"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("text_zh", models.TextField(blank=True)),
                        ("text_en", models.TextField(blank=True)),
                        (
                            "next_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("adopted", "Adopted"),
                                    ("amended", "Adopted with changes"),
                                    ("postponed", "Postponed"),
                                    ("noted", "Noted"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("next_zh", models.TextField(blank=True)),
                        ("next_en", models.TextField(blank=True)),
                        (
                            "passage",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.passage",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["number"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("fate", "")),
                                fields=["meeting", "number"],
                                name="decision_without_fate",
                            ),
                            models.Index(
                                condition=models.Q(("kind", "withdrawn")),
                                fields=["id"],
                                name="decision_withdrawn",
                            ),
                            models.Index(
                                condition=models.Q(("kind", "postponed")),
                                fields=["id"],
                                name="decision_postponed",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "number"), name="decision_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("next_en", ""), ("next_kind", ""), ("next_zh", "")),
                                    models.Q(
                                        models.Q(("next_kind", ""), _negated=True),
                                        models.Q(
                                            models.Q(("next_zh", ""), _negated=True),
                                            models.Q(("next_en", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="decision_next_wording_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text_zh", ""), _negated=True),
                                    models.Q(("text_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="decision_has_a_text",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("fate", "no_action"), _negated=True),
                                    models.Q(("fate_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="decision_without_action_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AttendeeGroup",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="groups",
                                to="governance.meeting",
                            ),
                        ),
                        ("text_zh", models.CharField(blank=True, max_length=300)),
                        ("text_en", models.CharField(blank=True, max_length=400)),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaVersion",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agenda_versions",
                                to="governance.meeting",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("approved", "Approved"),
                                    ("circulated", "Circulated"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("content", models.JSONField(default=list)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("made_at", models.DateTimeField()),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        ("approved_by_id", models.BigIntegerField(blank=True, null=True)),
                        ("approved_by", models.CharField(blank=True, max_length=200)),
                        ("circulated_at", models.DateTimeField(blank=True, null=True)),
                        ("circulated_by", models.CharField(blank=True, max_length=200)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "number"), name="agenda_version_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "draft"),
                                    ("approved_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="agenda_approved_has_its_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "circulated"), _negated=True),
                                    models.Q(
                                        ("circulated_at__isnull", False),
                                        models.Q(("digest", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="agenda_circulated_is_sealed",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "circulated"), _negated=True),
                                fields=("meeting",),
                                name="agenda_one_version_open",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingPack",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="packs",
                                to="governance.meeting",
                            ),
                        ),
                        ("lang", models.CharField(max_length=2)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Being bound"),
                                    ("ready", "Ready"),
                                    ("failed", "Could not be bound"),
                                ],
                                default="waiting",
                                max_length=7,
                            ),
                        ),
                        ("asked_by_id", models.BigIntegerField()),
                        ("asked_by", models.CharField(max_length=200)),
                        ("asked_at", models.DateTimeField()),
                        ("ready_at", models.DateTimeField(blank=True, null=True)),
                        ("agenda_number", models.PositiveSmallIntegerField(default=0)),
                        ("paper_ids", models.JSONField(default=list)),
                        ("opinion_ids", models.JSONField(default=list)),
                        ("apart", models.JSONField(default=list)),
                        ("pdf_sha256", models.CharField(blank=True, max_length=64)),
                        ("pdf_size", models.PositiveBigIntegerField(default=0)),
                        ("zip_sha256", models.CharField(blank=True, max_length=64)),
                        ("zip_size", models.PositiveBigIntegerField(default=0)),
                        ("fault", models.CharField(blank=True, max_length=20)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-asked_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "ready"), _negated=True),
                                    models.Q(
                                        models.Q(("pdf_sha256", ""), _negated=True),
                                        models.Q(("zip_sha256", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="pack_ready_has_its_files",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "waiting")),
                                fields=("meeting", "asked_by_id", "lang"),
                                name="pack_waits_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingText",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="texts",
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Paper",
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
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="governance.topic",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="papers",
                                to="governance.agendaitem",
                            ),
                        ),
                        (
                            "needed",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="governance.neededpaper",
                            ),
                        ),
                        ("title_zh", models.CharField(blank=True, max_length=300)),
                        ("title_en", models.CharField(blank=True, max_length=400)),
                        (
                            "access",
                            models.CharField(
                                choices=[
                                    ("public", "Public"),
                                    ("internal", "Internal (non-secret)"),
                                    ("concerned", "Units concerned"),
                                    ("committee", "Committee only"),
                                ],
                                default="internal",
                                max_length=9,
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_reason", models.CharField(blank=True, max_length=300)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title_zh", ""), _negated=True),
                                    models.Q(("title_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="paper_has_a_title",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("topic__isnull", False),
                                    ("meeting__isnull", False),
                                    _connector="OR",
                                ),
                                name="paper_belongs_somewhere",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_at__isnull", True),
                                    models.Q(("withdrawn_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="paper_withdrawn_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Opinion",
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
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opinions",
                                to="governance.topic",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opinions",
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="opinions",
                                to="governance.agendaitem",
                            ),
                        ),
                        (
                            "paper",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opinions",
                                to="governance.paper",
                            ),
                        ),
                        ("title_zh", models.CharField(blank=True, max_length=300)),
                        ("title_en", models.CharField(blank=True, max_length=400)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        ("question", models.CharField(blank=True, max_length=500)),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by_id", models.BigIntegerField(null=True)),
                        ("asked_by", models.CharField(max_length=200)),
                        ("due_on", models.DateField()),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("agree", "Agrees"),
                                    ("remarks", "Agrees with remarks"),
                                    ("object", "Objects"),
                                ],
                                default="",
                                max_length=7,
                            ),
                        ),
                        ("text_zh", models.TextField(blank=True)),
                        ("text_en", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by_id", models.BigIntegerField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=200)),
                        ("silent_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["due_on", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("answer", ""), ("silent_at__isnull", True)),
                                fields=["due_on"],
                                name="opinion_waited_for",
                            ),
                            models.Index(fields=["unit", "due_on"], name="opinion_unit_due"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("topic__isnull", False),
                                    ("meeting__isnull", False),
                                    _connector="OR",
                                ),
                                name="opinion_belongs_somewhere",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answer", ""), ("answered_at__isnull", False), _connector="OR"
                                ),
                                name="opinion_answered_has_its_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answer__in", ["", "agree"]),
                                    models.Q(("text_zh", ""), _negated=True),
                                    models.Q(("text_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="opinion_with_more_than_yes_has_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperVersion",
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
                            "paper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="governance.paper",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
                            ),
                        ),
                        ("file_name", models.CharField(max_length=255)),
                        ("text", models.TextField(blank=True)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("added_at", models.DateTimeField()),
                        ("added_by_id", models.BigIntegerField(null=True)),
                        ("added_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "ordering": ["-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("paper", "number"), name="paper_version_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Plan",
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
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="slices",
                                to="governance.plan",
                            ),
                        ),
                        ("name_zh", models.CharField(blank=True, max_length=200)),
                        ("name_en", models.CharField(blank=True, max_length=300)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-starts_on", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="plan_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name_zh", ""), _negated=True),
                                    models.Q(("name_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="plan_has_a_name",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Priority",
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
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="priorities",
                                to="governance.plan",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("text_zh", models.TextField(blank=True)),
                        ("text_en", models.TextField(blank=True)),
                        (
                            "theme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="governance.theme",
                            ),
                        ),
                        (
                            "passage",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.passage",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "number"), name="priority_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text_zh", ""), _negated=True),
                                    models.Q(("text_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="priority_has_a_text",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Progress",
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
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="progress",
                                to="governance.task",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("is_nothing_new", models.BooleanField(default=False)),
                        ("says_done", models.BooleanField(default=False)),
                        ("done_zh", models.TextField(blank=True)),
                        ("done_en", models.TextField(blank=True)),
                        ("next_zh", models.TextField(blank=True)),
                        ("next_en", models.TextField(blank=True)),
                        ("help_zh", models.TextField(blank=True)),
                        ("help_en", models.TextField(blank=True)),
                        ("reason_zh", models.TextField(blank=True)),
                        ("reason_en", models.TextField(blank=True)),
                        (
                            "passage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.passage",
                            ),
                        ),
                        ("fields_typed", models.PositiveSmallIntegerField(default=0)),
                        ("reported_at", models.DateTimeField()),
                        ("reported_by_id", models.BigIntegerField(null=True)),
                    ],
                    options={
                        "ordering": ["ends_on", "id"],
                        "indexes": [
                            models.Index(
                                fields=["task", "ends_on", "id"], name="progress_task_period"
                            ),
                            models.Index(fields=["unit", "ends_on"], name="progress_unit_period"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="progress_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_nothing_new", True),
                                    models.Q(("done_zh", ""), _negated=True),
                                    models.Q(("done_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="progress_says_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
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
                            "progress",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence",
                                to="governance.progress",
                            ),
                        ),
                        (
                            "passage",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.passage",
                            ),
                        ),
                        ("url", models.URLField(blank=True, max_length=400)),
                        ("text", models.CharField(blank=True, max_length=300)),
                        ("fact", models.CharField(blank=True, max_length=80)),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("passage__isnull", False),
                                    models.Q(("url", ""), _negated=True),
                                    models.Q(("text", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="evidence_points_somewhere",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgressFigure",
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
                            "progress",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="figures",
                                to="governance.progress",
                            ),
                        ),
                        ("measure", models.CharField(max_length=80)),
                        ("name_zh", models.CharField(max_length=150)),
                        ("name_en", models.CharField(max_length=200)),
                        ("value", models.BigIntegerField()),
                        (
                            "passage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.passage",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("progress", "measure"), name="progress_figure_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublicRecord",
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
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("organization", "Organization"),
                                    ("term", "LegislativeTerm"),
                                    ("person", "Person"),
                                    ("membership", "Membership"),
                                    ("meeting", "Meeting"),
                                    ("agenda-item", "AgendaItem"),
                                    ("paper", "Paper"),
                                    ("consultation", "Consultation"),
                                    ("file", "File"),
                                    ("location", "Location"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("source", models.CharField(max_length=60)),
                        (
                            "committee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        ("content", models.JSONField(default=dict)),
                        ("digest", models.CharField(max_length=64)),
                        ("created_at", models.DateTimeField()),
                        ("modified_at", models.DateTimeField()),
                        ("is_deleted", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(
                                fields=["kind", "modified_at"], name="public_record_modified"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "source"), name="public_record_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_deleted", False), ("content", {}), _connector="OR"
                                ),
                                name="public_record_deleted_is_empty",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reading",
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("reading", "Being read"),
                                    ("open", "To be confirmed"),
                                    ("confirmed", "Confirmed"),
                                    ("failed", "Could not be read"),
                                    ("dropped", "Dropped"),
                                ],
                                default="reading",
                                max_length=10,
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
                            ),
                        ),
                        ("file_name", models.CharField(blank=True, max_length=255)),
                        ("text", models.TextField(blank=True)),
                        ("sha256", models.CharField(blank=True, db_index=True, max_length=64)),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                        ("found", models.JSONField(default=dict)),
                        ("paper", models.JSONField(default=dict)),
                        ("fault_zh", models.CharField(blank=True, max_length=400)),
                        ("fault_en", models.CharField(blank=True, max_length=400)),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="governance.meeting",
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("made_by_id", models.BigIntegerField(null=True)),
                        ("changed_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-changed_at", "-id"],
                        "indexes": [
                            models.Index(fields=["state", "-changed_at"], name="reading_list")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReceivedMail",
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
                        ("mark", models.CharField(max_length=64, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("reply", "Answer"),
                                    ("bounce", "Not delivered"),
                                    ("automatic", "Automatic mail"),
                                    ("other", "Other mail"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("sender", models.CharField(blank=True, max_length=254)),
                        ("subject", models.CharField(blank=True, max_length=300)),
                        ("came_at", models.DateTimeField()),
                        ("read_at", models.DateTimeField()),
                        (
                            "invitation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="governance.invitation",
                            ),
                        ),
                        ("why_zh", models.CharField(blank=True, max_length=300)),
                        ("why_en", models.CharField(blank=True, max_length=400)),
                        ("is_open", models.BooleanField(default=False)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-came_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("is_open", True)),
                                fields=["-came_at"],
                                name="received_mail_open",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_open", False),
                                    models.Q(
                                        models.Q(("why_zh", ""), _negated=True),
                                        models.Q(("why_en", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="received_mail_open_says_why",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Report",
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
                            "task_list",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="governance.tasklist",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="minutes",
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("quarter", "Quarterly report"),
                                    ("half", "Half-year report"),
                                    ("nine", "Three-quarter report"),
                                    ("year", "Annual report"),
                                    ("plan", "Report of a plan period"),
                                    ("minutes", "Minutes"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "paper",
                            models.CharField(
                                choices=[
                                    ("general", "General paper"),
                                    ("special", "Special paper"),
                                ],
                                default="general",
                                max_length=8,
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("title_zh", models.CharField(max_length=300)),
                        ("title_en", models.CharField(max_length=400)),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Draft"), ("frozen", "Frozen")],
                                default="draft",
                                max_length=8,
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("as_of", models.DateTimeField()),
                        ("frozen_at", models.DateTimeField(blank=True, null=True)),
                        ("frozen_by_id", models.BigIntegerField(blank=True, null=True)),
                        ("frozen_by", models.CharField(blank=True, max_length=200)),
                        ("freeze_reason", models.CharField(blank=True, max_length=300)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="governance.report",
                            ),
                        ),
                        (
                            "release",
                            models.CharField(
                                choices=[
                                    ("public", "Public"),
                                    ("on_request", "On request"),
                                    ("internal", "Internal (non-secret)"),
                                ],
                                default="internal",
                                max_length=12,
                            ),
                        ),
                        ("is_illustrative", models.BooleanField(default=False)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-ends_on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="report_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("number__isnull", True), ("state", "draft")),
                                    models.Q(
                                        ("frozen_at__isnull", False),
                                        ("number__isnull", False),
                                        ("state", "frozen"),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_frozen_is_numbered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "minutes"),
                                        ("meeting__isnull", False),
                                        ("task_list__isnull", True),
                                    ),
                                    models.Q(
                                        models.Q(("kind", "minutes"), _negated=True),
                                        ("meeting__isnull", True),
                                        ("task_list__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_is_on_a_list_or_a_meeting",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("meeting__isnull", False), ("number__isnull", False)
                                ),
                                fields=("meeting", "number"),
                                name="minutes_number_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("meeting__isnull", False), ("state", "draft")),
                                fields=("meeting",),
                                name="minutes_one_draft_a_meeting",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("number__isnull", False)),
                                fields=("task_list", "kind", "starts_on", "ends_on", "number"),
                                name="report_number_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "draft")),
                                fields=("task_list", "kind", "starts_on", "ends_on"),
                                name="report_one_draft_a_period",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReleaseStep",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="releases",
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("decisions", "Decisions to units"),
                                    ("papers", "Minutes and papers"),
                                    ("public", "Public text"),
                                ],
                                max_length=9,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waits for the second person"),
                                    ("released", "Released"),
                                    ("returned", "Sent back"),
                                    ("superseded", "Replaced by a later release"),
                                    ("taken_back", "Taken back"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        ("text_zh", models.TextField(blank=True)),
                        ("text_en", models.TextField(blank=True)),
                        (
                            "minutes",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="releases",
                                to="governance.report",
                            ),
                        ),
                        ("content", models.JSONField(default=list)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("proposed_at", models.DateTimeField()),
                        ("proposed_by_id", models.BigIntegerField(blank=True, null=True)),
                        ("proposed_by", models.CharField(max_length=200)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        ("settled_by_id", models.BigIntegerField(blank=True, null=True)),
                        ("settled_by", models.CharField(blank=True, max_length=200)),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "decisions",
                            models.ManyToManyField(
                                blank=True, related_name="releases", to="governance.decision"
                            ),
                        ),
                        (
                            "papers",
                            models.ManyToManyField(
                                blank=True, related_name="releases", to="governance.paperversion"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "proposed")),
                                fields=("meeting", "stage"),
                                name="release_one_proposal_a_stage",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "released")),
                                fields=("meeting", "stage"),
                                name="release_one_in_force_a_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["released", "superseded"]), _negated=True
                                    ),
                                    models.Q(
                                        ("settled_at__isnull", False),
                                        models.Q(
                                            ("settled_by_id__isnull", True),
                                            ("proposed_by_id__isnull", True),
                                            models.Q(
                                                ("settled_by_id", models.F("proposed_by_id")),
                                                _negated=True,
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="release_takes_two_people",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["returned", "taken_back"]), _negated=True
                                    ),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="release_back_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage", "public"), _negated=True),
                                    models.Q(("text_zh", ""), _negated=True),
                                    models.Q(("text_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="release_public_has_a_text",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Requirement",
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
                            "body",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        ("reference_zh", models.CharField(blank=True, max_length=300)),
                        ("reference_en", models.CharField(blank=True, max_length=400)),
                        ("text_zh", models.TextField(blank=True)),
                        ("text_en", models.TextField(blank=True)),
                        ("issued_on", models.DateField(blank=True, null=True)),
                        (
                            "passage",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.passage",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="requirements",
                                to="governance.meeting",
                            ),
                        ),
                        ("withdrawn_on", models.DateField(blank=True, null=True)),
                        ("withdrawn_reason", models.CharField(blank=True, max_length=300)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-issued_on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reference_zh", ""), _negated=True),
                                    models.Q(("reference_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="requirement_has_a_reference",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_on__isnull", True),
                                    models.Q(("withdrawn_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="requirement_withdrawn_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rung",
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
                        ("profile", models.CharField(max_length=20)),
                        (
                            "matter",
                            models.CharField(
                                choices=[
                                    ("due", "The due date"),
                                    (
                                        "sign",
                                        "A part that is not signed for, from the day on which it was given",
                                    ),
                                    (
                                        "report",
                                        "A progress report that is owed, from the end of its period",
                                    ),
                                    ("milestone", "A milestone's date"),
                                    (
                                        "instruction",
                                        "The date by which an instruction is to be answered",
                                    ),
                                    (
                                        "opinion",
                                        "The day by which an opinion is to be given, before a meeting",
                                    ),
                                    (
                                        "slip",
                                        "The date by which a supervision slip is to be answered",
                                    ),
                                    (
                                        "extra",
                                        "The date by which a further report is to be handed in",
                                    ),
                                ],
                                default="due",
                                max_length=11,
                            ),
                        ),
                        ("days", models.SmallIntegerField()),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("unit", "The unit's liaison"),
                                    ("deputy", "The unit's deputy head"),
                                    ("head", "The unit's head"),
                                    ("leader", "The accountable leader"),
                                    ("office", "The office"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("is_lead_only", models.BooleanField(default=False)),
                        ("is_after_silence", models.BooleanField(default=False)),
                        ("repeat_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("words_zh", models.CharField(max_length=200)),
                        ("words_en", models.CharField(max_length=300)),
                        ("is_active", models.BooleanField(default=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["matter", "days", "audience"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("profile", "matter", "days", "audience"),
                                name="rung_once_a_day_and_audience",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("words_zh", ""), _negated=True),
                                    models.Q(("words_en", ""), _negated=True),
                                ),
                                name="rung_has_words",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("repeat_days", None),
                                    models.Q(("days__gt", 0), ("repeat_days__gte", 7)),
                                    _connector="OR",
                                ),
                                name="rung_repeats_after_its_date",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sheet",
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
                                    ("handover", "Hand-over sheet"),
                                    ("slip", "Supervision slip"),
                                    ("circular", "Circular"),
                                    ("card", "Leader's card"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("year", models.PositiveSmallIntegerField()),
                        ("on", models.DateField()),
                        (
                            "task",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sheets",
                                to="governance.task",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "task_list",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sheets",
                                to="governance.tasklist",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.post",
                            ),
                        ),
                        (
                            "holding",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="people.holding",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "former",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("title_zh", models.CharField(max_length=300)),
                        ("title_en", models.CharField(max_length=400)),
                        ("content", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("is_illustrative", models.BooleanField(default=False)),
                        ("made_at", models.DateTimeField()),
                        ("made_by_id", models.BigIntegerField(null=True)),
                        ("made_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "ordering": ["-made_at", "-id"],
                        "indexes": [models.Index(fields=["kind", "-made_at"], name="sheet_kind")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "year", "number"), name="sheet_number_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("holding__isnull", False)),
                                fields=("holding",),
                                name="sheet_once_a_holding",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "slip"),
                                        ("task__isnull", False),
                                        ("unit__isnull", False),
                                    ),
                                    models.Q(("kind", "circular"), ("task_list__isnull", False)),
                                    models.Q(
                                        ("kind__in", ["handover", "card"]), ("post__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="sheet_is_about_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Statement",
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="statements",
                                to="governance.report",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="governance.task",
                            ),
                        ),
                        ("item_number", models.PositiveIntegerField(blank=True, null=True)),
                        ("order", models.PositiveIntegerField()),
                        ("key", models.CharField(max_length=160)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("task", "Task"),
                                    ("overview", "Overview"),
                                    ("progress", "Progress"),
                                    ("figure", "Figure"),
                                    ("late", "Late, and why"),
                                    ("next", "Next step"),
                                    ("gap", "No evidence"),
                                    ("added", "Added by hand"),
                                    ("opening", "Opening"),
                                    ("matter", "Agenda item"),
                                    ("decision", "Decision"),
                                    ("duty", "Who does it"),
                                    ("demand", "Directive"),
                                    ("people", "Attendance"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("text_zh", models.TextField(blank=True)),
                        ("text_en", models.TextField(blank=True)),
                        ("details", models.JSONField(default=dict)),
                        ("drafted", models.JSONField(default=dict)),
                        ("is_edited", models.BooleanField(default=False)),
                        ("translated", models.CharField(blank=True, default="", max_length=2)),
                        ("is_without_source", models.BooleanField(default=False)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["order", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "order"), name="statement_order_once"
                            ),
                            models.UniqueConstraint(
                                fields=("report", "key"), name="statement_key_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text_zh", ""), _negated=True),
                                    models.Q(("text_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="statement_has_a_text",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StatementSource",
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
                            "statement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sources",
                                to="governance.statement",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("basis", "Basis of the task"),
                                    ("progress", "Progress entry"),
                                    ("figure", "Figure"),
                                    ("state", "State of the work"),
                                    ("record", "Record of the meeting"),
                                    ("cited", "Passage"),
                                ],
                                default="cited",
                                max_length=8,
                            ),
                        ),
                        (
                            "passage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.passage",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["order", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("statement", "passage"), name="statement_source_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Task",
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
                        ("title_zh", models.CharField(blank=True, max_length=300)),
                        ("title_en", models.CharField(blank=True, max_length=500)),
                        ("success_zh", models.TextField(blank=True)),
                        ("success_en", models.TextField(blank=True)),
                        (
                            "theme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="tasks",
                                to="governance.theme",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("open", "Under way"),
                                    ("reported", "Reported done"),
                                    ("closed", "Closed"),
                                    ("replaced", "Replaced"),
                                    ("ended", "Ended"),
                                ],
                                default="draft",
                                max_length=8,
                            ),
                        ),
                        (
                            "lead_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("first_due_on", models.DateField(blank=True, null=True)),
                        (
                            "light",
                            models.CharField(
                                choices=[
                                    ("green", "On track"),
                                    ("yellow", "Needs attention"),
                                    ("red", "Late"),
                                    ("done", "Done on time"),
                                    ("made_good", "Late, made good"),
                                    ("none", "Not started"),
                                ],
                                default="none",
                                max_length=10,
                            ),
                        ),
                        ("light_rule", models.CharField(blank=True, max_length=40)),
                        ("light_facts", models.JSONField(default=dict)),
                        (
                            "override",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("green", "On track"),
                                    ("yellow", "Needs attention"),
                                    ("red", "Late"),
                                    ("done", "Done on time"),
                                    ("made_good", "Late, made good"),
                                    ("none", "Not started"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("override_reason", models.CharField(blank=True, max_length=300)),
                        ("override_by_id", models.BigIntegerField(blank=True, null=True)),
                        ("override_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "shown_light",
                            models.CharField(
                                choices=[
                                    ("green", "On track"),
                                    ("yellow", "Needs attention"),
                                    ("red", "Late"),
                                    ("done", "Done on time"),
                                    ("made_good", "Late, made good"),
                                    ("none", "Not started"),
                                ],
                                default="none",
                                max_length=10,
                            ),
                        ),
                        (
                            "reported_by_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        ("reported_at", models.DateTimeField(blank=True, null=True)),
                        ("outcome_zh", models.TextField(blank=True)),
                        ("outcome_en", models.TextField(blank=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("back_at", models.DateTimeField(blank=True, null=True)),
                        ("last_progress_on", models.DateField(blank=True, null=True)),
                        (
                            "release",
                            models.CharField(
                                choices=[
                                    ("public", "Public"),
                                    ("on_request", "On request"),
                                    ("internal", "Internal (non-secret)"),
                                ],
                                default="internal",
                                max_length=12,
                            ),
                        ),
                        ("is_illustrative", models.BooleanField(default=False)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["due_on", "id"],
                        "indexes": [
                            models.Index(
                                fields=["lead_unit", "shown_light", "due_on", "id"],
                                name="task_unit",
                            ),
                            models.Index(
                                condition=models.Q(("back_at__isnull", False)),
                                fields=["back_at"],
                                name="task_came_back",
                            ),
                            models.Index(fields=["shown_light", "due_on", "id"], name="task_light"),
                            models.Index(
                                fields=["theme", "shown_light", "due_on", "id"], name="task_theme"
                            ),
                            models.Index(fields=["state", "due_on", "id"], name="task_state"),
                            models.Index(fields=["due_on", "id"], name="task_due"),
                            models.Index(
                                condition=models.Q(("release", "public")),
                                fields=["id"],
                                name="task_public",
                            ),
                            models.Index(
                                models.Func(
                                    models.F("shown_light"),
                                    output_field=models.IntegerField(),
                                    template="CASE %(expressions)s WHEN 'red' THEN 0 WHEN 'yellow' THEN 1 WHEN 'green' THEN 2 WHEN 'none' THEN 3 WHEN 'made_good' THEN 4 WHEN 'done' THEN 5 END",
                                ),
                                models.F("due_on"),
                                models.F("id"),
                                name="task_severity",
                            ),
                            models.Index(
                                models.OrderBy(
                                    models.Func(
                                        models.F("last_progress_on"),
                                        output_field=models.DateField(),
                                        template="COALESCE(%(expressions)s, '0001-01-01')",
                                    ),
                                    descending=True,
                                ),
                                models.OrderBy(models.F("id"), descending=True),
                                name="task_last_told",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title_zh", ""), _negated=True),
                                    models.Q(("title_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="task_has_a_title",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "closed"), _negated=True),
                                    ("closed_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="task_closed_has_its_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "ended"), _negated=True),
                                    ("ended_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="task_ended_has_its_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("override", ""),
                                    models.Q(("override_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="task_override_has_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Succession",
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
                                    ("merge", "Merged into"),
                                    ("split", "Split into"),
                                    ("supersede", "Replaced by"),
                                ],
                                max_length=9,
                            ),
                        ),
                        (
                            "old",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="successors",
                                to="governance.task",
                            ),
                        ),
                        (
                            "new",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="predecessors",
                                to="governance.task",
                            ),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successions",
                                to="governance.decision",
                            ),
                        ),
                        ("instruction", models.CharField(blank=True, max_length=500)),
                        ("instructed_on", models.DateField(blank=True, null=True)),
                        ("made_at", models.DateTimeField()),
                        ("made_by_id", models.BigIntegerField(null=True)),
                        ("made_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("old", "new"), name="succession_once"),
                            models.CheckConstraint(
                                condition=models.Q(("old", models.F("new")), _negated=True),
                                name="succession_of_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="succession_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("instructed_on__isnull", True), ("instruction", "")),
                                    models.Q(
                                        ("decision__isnull", True),
                                        ("instructed_on__isnull", False),
                                        models.Q(("instruction", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="succession_rests_on_one_ground",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SlipAnswer",
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
                            "sheet",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="slip",
                                to="governance.sheet",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="slips",
                                to="governance.task",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("answer_by", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waits for the unit's answer"),
                                    ("answered", "Answered"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="waiting",
                                max_length=9,
                            ),
                        ),
                        ("text_zh", models.TextField(blank=True)),
                        ("text_en", models.TextField(blank=True)),
                        (
                            "progress",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="governance.progress",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by_id", models.BigIntegerField(blank=True, null=True)),
                        ("ended_by", models.CharField(blank=True, max_length=200)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["asked_at", "id"],
                        "indexes": [
                            models.Index(fields=["unit", "state", "asked_at"], name="slip_unit"),
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["answer_by"],
                                name="slip_waited_for",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "waiting"),
                                    ("ended_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="slip_ended_has_its_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "answered"), _negated=True),
                                    models.Q(("text_zh", ""), _negated=True),
                                    models.Q(("text_en", ""), _negated=True),
                                    ("progress__isnull", False),
                                    _connector="OR",
                                ),
                                name="slip_answered_says_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SheetTask",
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
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="spoken_of",
                                to="governance.sheet",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="governance.task",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sheet", "task"), name="sheet_task_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Opening",
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
                            "decision",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opening",
                                to="governance.decision",
                            ),
                        ),
                        (
                            "task",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opening",
                                to="governance.task",
                            ),
                        ),
                        (
                            "access",
                            models.CharField(
                                choices=[
                                    ("public", "Public"),
                                    ("internal", "Internal (non-secret)"),
                                    ("concerned", "Units concerned"),
                                    ("committee", "Committee only"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        ("opened_at", models.DateTimeField()),
                        ("opened_by_id", models.BigIntegerField(null=True)),
                        ("opened_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decision__isnull", False), ("task__isnull", True)),
                                    models.Q(("decision__isnull", True), ("task__isnull", False)),
                                    _connector="OR",
                                ),
                                name="opening_is_of_exactly_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="opening_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
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
                            "task",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to="governance.task",
                            ),
                        ),
                        (
                            "duty",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="governance.duty",
                            ),
                        ),
                        (
                            "opinion",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to="governance.opinion",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "rung",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="governance.rung",
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
                        (
                            "reached_as",
                            models.CharField(
                                choices=[
                                    ("unit", "The unit's liaison"),
                                    ("deputy", "The unit's deputy head"),
                                    ("head", "The unit's head"),
                                    ("leader", "The accountable leader"),
                                    ("office", "The office"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("later_days", models.PositiveSmallIntegerField(default=0)),
                        ("on", models.DateField()),
                        ("text_zh", models.CharField(max_length=600)),
                        ("text_en", models.CharField(max_length=1000)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("drafted", "Drafted"),
                                    ("sent", "Sent"),
                                    ("dropped", "Dropped"),
                                    ("lapsed", "Lapsed: the work was reported, or its date moved"),
                                ],
                                default="drafted",
                                max_length=8,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("drafted_at", models.DateTimeField()),
                        ("settled_at", models.DateTimeField(null=True)),
                        ("settled_by_id", models.BigIntegerField(null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-on", "user", "due_on", "id"],
                        "indexes": [
                            models.Index(fields=["state", "user", "on"], name="notice_waiting"),
                            models.Index(fields=["task", "-on", "-id"], name="notice_task"),
                            models.Index(
                                fields=["user", "state", "settled_at"], name="notice_sent"
                            ),
                            models.Index(fields=["state", "settled_at"], name="notice_settled"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("duty", "rung", "due_on", "later_days", "user"),
                                name="notice_once_a_rung_and_date",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("opinion__isnull", False)),
                                fields=("opinion", "rung", "due_on", "user"),
                                name="notice_once_an_opinion_and_date",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("opinion__isnull", True), ("task__isnull", False)),
                                    models.Q(
                                        ("duty__isnull", True),
                                        ("opinion__isnull", False),
                                        ("task__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="notice_speaks_of_one_thing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "dropped"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="notice_dropped_for_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "drafted"),
                                    ("settled_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="notice_settled_has_its_moment",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
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
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="milestones",
                                to="governance.task",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("title_zh", models.CharField(blank=True, max_length=300)),
                        ("title_en", models.CharField(blank=True, max_length=400)),
                        ("due_on", models.DateField()),
                        ("first_due_on", models.DateField(blank=True, null=True)),
                        ("done_on", models.DateField(blank=True, null=True)),
                        ("proof", models.CharField(blank=True, max_length=500)),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        ("recorded_by_id", models.BigIntegerField(blank=True, null=True)),
                        ("recorded_by", models.CharField(blank=True, max_length=200)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["due_on", "number"],
                        "indexes": [models.Index(fields=["due_on", "id"], name="milestone_due")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_on__isnull", False),
                                    ("recorded_at__isnull", True),
                                    _connector="OR",
                                ),
                                name="milestone_recorded_is_done",
                            ),
                            models.UniqueConstraint(
                                fields=("task", "number"), name="milestone_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title_zh", ""), _negated=True),
                                    models.Q(("title_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="milestone_has_a_title",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Instruction",
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
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="instructions",
                                to="governance.task",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.post",
                            ),
                        ),
                        ("text_zh", models.TextField(blank=True)),
                        ("text_en", models.TextField(blank=True)),
                        ("answer_by", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("written", "Waits to be routed"),
                                    ("routed", "Waits for its answer"),
                                    ("answered", "Answered, waits for the leader"),
                                    ("settled", "Settled"),
                                    ("withdrawn", "Withdrawn"),
                                    ("ended", "Ended with the task"),
                                ],
                                default="written",
                                max_length=9,
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                        ("given_by_id", models.BigIntegerField(null=True)),
                        ("given_by", models.CharField(max_length=200)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["given_at", "id"],
                        "indexes": [
                            models.Index(
                                fields=["state", "given_at", "id"], name="instruction_waiting"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text_zh", ""), _negated=True),
                                    models.Q(("text_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="instruction_has_a_text",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["settled", "withdrawn"]), _negated=True
                                    ),
                                    ("settled_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="instruction_settled_has_its_moment",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HelpCall",
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
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="help_calls",
                                to="governance.task",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "progress",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="help_call",
                                to="governance.progress",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Waits for its answer"),
                                    ("answered", "Answered"),
                                    ("lapsed", "Asked for no more"),
                                ],
                                default="asked",
                                max_length=8,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(blank=True, max_length=200)),
                        ("answer", models.CharField(blank=True, max_length=500)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by_id", models.BigIntegerField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=200)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["asked_at", "id"],
                        "indexes": [
                            models.Index(fields=["state", "asked_at", "id"], name="help_waiting")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "answered"), _negated=True),
                                    models.Q(
                                        models.Q(("answer", ""), _negated=True),
                                        ("answered_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="help_answered_says_what",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "asked")),
                                fields=("task", "unit"),
                                name="help_asked_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExtraReport",
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
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="extra_reports",
                                to="governance.task",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        ("question", models.CharField(max_length=500)),
                        ("reason", models.CharField(max_length=500)),
                        ("due_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Waits for the second person"),
                                    ("approved", "Asked of the unit"),
                                    ("refused", "Not asked"),
                                    ("answered", "Answered"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="asked",
                                max_length=9,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by_id", models.BigIntegerField(null=True)),
                        ("asked_by", models.CharField(max_length=200)),
                        ("answer", models.CharField(blank=True, max_length=500)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        ("settled_by_id", models.BigIntegerField(blank=True, null=True)),
                        ("settled_by", models.CharField(blank=True, max_length=200)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_by", models.CharField(blank=True, max_length=200)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["asked_at", "id"],
                        "indexes": [
                            models.Index(
                                fields=["state", "asked_at", "id"], name="extra_report_waiting"
                            ),
                            models.Index(fields=["unit", "settled_at"], name="extra_report_unit"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reason", ""), _negated=True),
                                    models.Q(("question", ""), _negated=True),
                                ),
                                name="extra_report_says_what_and_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("settled_by_id__isnull", True),
                                    ("asked_by_id__isnull", True),
                                    models.Q(
                                        ("settled_by_id", models.F("asked_by_id")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="extra_report_takes_two_people",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "refused"), _negated=True),
                                    models.Q(("answer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="extra_report_refused_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    ("withdrawn_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="extra_report_withdrawn_at",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["asked", "approved"])),
                                fields=("task", "unit"),
                                name="extra_report_open_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Extension",
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
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="extensions",
                                to="governance.task",
                            ),
                        ),
                        (
                            "milestone",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="extensions",
                                to="governance.milestone",
                            ),
                        ),
                        (
                            "duty",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="extensions",
                                to="governance.duty",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("later", "Extension"),
                                    ("own", "Extension of a part"),
                                    ("sooner", "Earlier date of a milestone"),
                                    ("reword", "Other words of a milestone"),
                                    ("remove", "Removal of a milestone"),
                                    ("add", "A further milestone"),
                                    ("reopen", "New date of a reopened task"),
                                ],
                                default="later",
                                max_length=6,
                            ),
                        ),
                        ("title_zh", models.CharField(blank=True, max_length=300)),
                        ("title_en", models.CharField(blank=True, max_length=400)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        ("was_on", models.DateField()),
                        ("wanted_on", models.DateField()),
                        ("reason", models.CharField(max_length=500)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Waits for the first step"),
                                    ("endorsed", "Waits for the second step"),
                                    ("approved", "Approved"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                    ("lapsed", "No longer needed"),
                                ],
                                default="asked",
                                max_length=9,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by_id", models.BigIntegerField(null=True)),
                        ("asked_by", models.CharField(max_length=200)),
                        ("endorsed_at", models.DateTimeField(blank=True, null=True)),
                        ("endorsed_by_id", models.BigIntegerField(blank=True, null=True)),
                        ("endorsed_by", models.CharField(blank=True, max_length=200)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by_id", models.BigIntegerField(blank=True, null=True)),
                        ("ended_by", models.CharField(blank=True, max_length=200)),
                        ("answer", models.CharField(blank=True, max_length=500)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["asked_at", "id"],
                        "indexes": [
                            models.Index(
                                fields=["state", "asked_at", "id"], name="extension_waiting"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind__in", ["later", "own", "reopen"]),
                                        ("wanted_on__gt", models.F("was_on")),
                                    ),
                                    models.Q(
                                        ("kind", "sooner"), ("wanted_on__lt", models.F("was_on"))
                                    ),
                                    models.Q(
                                        ("kind__in", ["reword", "remove", "add"]),
                                        ("wanted_on", models.F("was_on")),
                                    ),
                                    _connector="OR",
                                ),
                                name="extension_is_later",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["later", "own", "reopen"]),
                                    models.Q(("title_zh", ""), _negated=True),
                                    models.Q(("title_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="extension_of_words_has_some",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="extension_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "refused"), _negated=True),
                                    models.Q(("answer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="extension_refused_has_an_answer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "approved"), _negated=True),
                                    models.Q(
                                        ("ended_at__isnull", False), ("endorsed_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="extension_approved_in_two_steps",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("endorsed_by_id__isnull", True),
                                    ("asked_by_id__isnull", True),
                                    models.Q(
                                        ("endorsed_by_id", models.F("asked_by_id")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="extension_endorsed_by_another",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("milestone__isnull", True),
                                    ("state__in", ["asked", "endorsed"]),
                                    models.Q(("kind__in", ["own", "add"]), _negated=True),
                                ),
                                fields=("task",),
                                name="extension_of_task_open_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["asked", "endorsed"])),
                                fields=("milestone",),
                                name="extension_of_milestone_open_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["asked", "endorsed"])),
                                fields=("duty",),
                                name="extension_of_part_open_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DutyEnd",
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
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="duty_ends",
                                to="governance.task",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("taken", "Taken back"),
                                    ("handed", "Another unit has it"),
                                    ("replaced", "The task was replaced"),
                                    ("ended", "The task was ended"),
                                    ("given_up", "Given up as the unit asked"),
                                    ("dissolved", "The unit was dissolved"),
                                    ("merged", "The unit leads the task now"),
                                ],
                                max_length=9,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("lead", "Lead"),
                                    ("responsible", "Responsible"),
                                    ("supporting", "Supporting"),
                                    ("accountable", "Accountable leader"),
                                    ("supervising", "Supervising"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "to_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        ("assigned_at", models.DateTimeField(blank=True, null=True)),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField()),
                        ("ended_by_id", models.BigIntegerField(null=True)),
                        ("ended_by", models.CharField(max_length=200)),
                        ("noted_at", models.DateTimeField(blank=True, null=True)),
                        ("noted_by_id", models.BigIntegerField(blank=True, null=True)),
                        ("noted_by", models.CharField(blank=True, max_length=200)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["ended_at", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("noted_at__isnull", True)),
                                fields=["unit", "ended_at"],
                                name="duty_end_unnoted",
                            ),
                            models.Index(
                                condition=models.Q(("assigned_at__isnull", False)),
                                fields=["assigned_at"],
                                name="duty_end_receipt",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="duty_end_has_a_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DutyAsk",
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
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="duty_asks",
                                to="governance.task",
                            ),
                        ),
                        (
                            "duty",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="asks",
                                to="governance.duty",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("decline", "Declined"),
                                    ("transfer", "Transfer asked for"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("lead", "Lead"),
                                    ("responsible", "Responsible"),
                                    ("supporting", "Supporting"),
                                    ("accountable", "Accountable leader"),
                                    ("supervising", "Supervising"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "to_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Waits for the office"),
                                    ("accepted", "Accepted"),
                                    ("returned", "Returned"),
                                    ("lapsed", "Ended with the task"),
                                ],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        ("assigned_at", models.DateTimeField()),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by_id", models.BigIntegerField(null=True)),
                        ("asked_by", models.CharField(max_length=200)),
                        ("answer", models.CharField(blank=True, max_length=500)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        ("settled_by_id", models.BigIntegerField(blank=True, null=True)),
                        ("settled_by", models.CharField(blank=True, max_length=200)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["asked_at", "id"],
                        "indexes": [
                            models.Index(
                                fields=["state", "asked_at", "id"], name="duty_ask_waiting"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("duty",),
                                name="duty_ask_open_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="duty_ask_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "returned"), _negated=True),
                                    models.Q(("answer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="duty_ask_returned_has_an_answer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "open"),
                                    ("settled_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="duty_ask_settled_has_its_moment",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Basis",
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
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="bases",
                                to="governance.task",
                            ),
                        ),
                        (
                            "directive",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bases",
                                to="governance.directive",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bases",
                                to="governance.decision",
                            ),
                        ),
                        (
                            "requirement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bases",
                                to="governance.requirement",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bases",
                                to="governance.priority",
                            ),
                        ),
                        (
                            "passage",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.passage",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decision__isnull", True),
                                        ("directive__isnull", False),
                                        ("passage__isnull", True),
                                        ("priority__isnull", True),
                                        ("requirement__isnull", True),
                                    ),
                                    models.Q(
                                        ("decision__isnull", False),
                                        ("directive__isnull", True),
                                        ("passage__isnull", True),
                                        ("priority__isnull", True),
                                        ("requirement__isnull", True),
                                    ),
                                    models.Q(
                                        ("decision__isnull", True),
                                        ("directive__isnull", True),
                                        ("passage__isnull", True),
                                        ("priority__isnull", True),
                                        ("requirement__isnull", False),
                                    ),
                                    models.Q(
                                        ("decision__isnull", True),
                                        ("directive__isnull", True),
                                        ("passage__isnull", True),
                                        ("priority__isnull", False),
                                        ("requirement__isnull", True),
                                    ),
                                    models.Q(
                                        ("decision__isnull", True),
                                        ("directive__isnull", True),
                                        ("passage__isnull", False),
                                        ("priority__isnull", True),
                                        ("requirement__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="basis_is_exactly_one",
                            ),
                            models.UniqueConstraint(
                                fields=("task", "directive"), name="basis_directive_once"
                            ),
                            models.UniqueConstraint(
                                fields=("task", "decision"), name="basis_decision_once"
                            ),
                            models.UniqueConstraint(
                                fields=("task", "requirement"), name="basis_requirement_once"
                            ),
                            models.UniqueConstraint(
                                fields=("task", "priority"), name="basis_priority_once"
                            ),
                            models.UniqueConstraint(
                                fields=("task", "passage"), name="basis_passage_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TaskEnding",
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
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="endings",
                                to="governance.task",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("end", "End of the task"),
                                    ("resume", "Taking the task up again"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="endings",
                                to="governance.decision",
                            ),
                        ),
                        ("instruction", models.CharField(blank=True, max_length=500)),
                        ("instructed_on", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waits for the second person"),
                                    ("confirmed", "Confirmed"),
                                    ("returned", "Sent back"),
                                    ("withdrawn", "Withdrawn"),
                                    ("lapsed", "No longer needed"),
                                ],
                                default="proposed",
                                max_length=9,
                            ),
                        ),
                        ("proposed_at", models.DateTimeField()),
                        ("proposed_by_id", models.BigIntegerField(null=True)),
                        ("proposed_by", models.CharField(max_length=200)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        ("settled_by_id", models.BigIntegerField(blank=True, null=True)),
                        ("settled_by", models.CharField(blank=True, max_length=200)),
                        ("answer", models.CharField(blank=True, max_length=500)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["proposed_at", "id"],
                        "indexes": [
                            models.Index(
                                fields=["state", "proposed_at", "id"], name="task_ending_waiting"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="task_ending_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decision__isnull", False),
                                        ("instructed_on__isnull", True),
                                        ("instruction", ""),
                                    ),
                                    models.Q(
                                        ("decision__isnull", True),
                                        ("instructed_on__isnull", False),
                                        models.Q(("instruction", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="task_ending_rests_on_one_ground",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "confirmed"), _negated=True),
                                    ("settled_by_id__isnull", True),
                                    ("proposed_by_id__isnull", True),
                                    models.Q(
                                        ("settled_by_id", models.F("proposed_by_id")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="task_ending_takes_two_people",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "proposed"),
                                    ("settled_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="task_ending_settled_has_its_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "returned"), _negated=True),
                                    models.Q(("answer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="task_ending_returned_says_why",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "proposed")),
                                fields=("task",),
                                name="task_ending_open_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TaskList",
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
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        ("name_zh", models.CharField(blank=True, max_length=200)),
                        ("name_en", models.CharField(blank=True, max_length=300)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        (
                            "cadence",
                            models.CharField(
                                choices=[
                                    ("quarter", "Quarterly"),
                                    ("half", "Half-yearly"),
                                    ("year", "Yearly"),
                                ],
                                default="quarter",
                                max_length=8,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Draft"), ("adopted", "Adopted")],
                                default="draft",
                                max_length=8,
                            ),
                        ),
                        ("adopted_on", models.DateField(blank=True, null=True)),
                        (
                            "adopting_meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "adopting_decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="governance.decision",
                            ),
                        ),
                        ("is_illustrative", models.BooleanField(default=False)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-starts_on", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="task_list_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name_zh", ""), _negated=True),
                                    models.Q(("name_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="task_list_has_a_name",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListLayout",
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
                            "task_list",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="layout",
                                to="governance.tasklist",
                            ),
                        ),
                        ("kind", models.CharField(max_length=4)),
                        ("sheet", models.CharField(max_length=100)),
                        ("head", models.JSONField(default=list)),
                        ("merged", models.JSONField(default=list)),
                        ("columns", models.JSONField(default=list)),
                        ("below", models.JSONField(default=list)),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="ListImport",
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "To be confirmed"),
                                    ("doing", "Being brought in"),
                                    ("done", "Brought in"),
                                    ("dropped", "Put aside"),
                                ],
                                db_index=True,
                                default="open",
                                max_length=8,
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
                        ("tables", models.JSONField(default=list)),
                        ("choices", models.JSONField(default=dict)),
                        ("order", models.JSONField(default=dict)),
                        ("fault", models.CharField(blank=True, default="", max_length=500)),
                        ("counts", models.JSONField(default=dict)),
                        (
                            "task_list",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="governance.tasklist",
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("made_by_id", models.BigIntegerField(null=True)),
                        ("changed_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-changed_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="ListChange",
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
                            "task_list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="governance.tasklist",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
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
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="list_changes",
                                to="governance.task",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("title_zh", models.CharField(blank=True, max_length=300)),
                        ("title_en", models.CharField(blank=True, max_length=500)),
                        ("new_zh", models.TextField(blank=True)),
                        ("new_en", models.TextField(blank=True)),
                        ("was_zh", models.TextField(blank=True)),
                        ("was_en", models.TextField(blank=True)),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="list_changes",
                                to="governance.decision",
                            ),
                        ),
                        ("instruction", models.CharField(blank=True, max_length=500)),
                        ("instructed_on", models.DateField(blank=True, null=True)),
                        ("made_at", models.DateTimeField()),
                        ("made_by_id", models.BigIntegerField(null=True)),
                        ("made_by", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "ordering": ["-made_at", "-id"],
                        "indexes": [
                            models.Index(fields=["task_list", "number"], name="list_change_number")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decision__isnull", False),
                                        ("instructed_on__isnull", True),
                                        ("instruction", ""),
                                    ),
                                    models.Q(
                                        ("decision__isnull", True),
                                        ("instructed_on__isnull", False),
                                        models.Q(("instruction", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="list_change_rests_on_one_ground",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LightCount",
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
                        ("on", models.DateField()),
                        (
                            "task_list",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="light_counts",
                                to="governance.tasklist",
                            ),
                        ),
                        (
                            "light",
                            models.CharField(
                                choices=[
                                    ("green", "On track"),
                                    ("yellow", "Needs attention"),
                                    ("red", "Late"),
                                    ("done", "Done on time"),
                                    ("made_good", "Late, made good"),
                                    ("none", "Not started"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("count", models.PositiveIntegerField()),
                    ],
                    options={
                        "ordering": ["on"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("task_list", "on", "light"), name="light_count_of_list"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("task_list__isnull", True)),
                                fields=("on", "light"),
                                name="light_count_of_all",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TaskMeasure",
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
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="measures",
                                to="governance.task",
                            ),
                        ),
                        ("measure", models.CharField(max_length=80)),
                        ("target", models.BigIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("task", "measure"), name="task_measure_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("target__isnull", True), ("target__gte", 0), _connector="OR"
                                ),
                                name="target_is_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Theme",
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
                        ("key", models.CharField(max_length=60, unique=True)),
                        ("name_zh", models.CharField(blank=True, max_length=60)),
                        ("name_en", models.CharField(blank=True, max_length=100)),
                        ("words", models.TextField(blank=True)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("retired_on", models.DateField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["order", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name_zh", ""), _negated=True),
                                    models.Q(("name_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="theme_has_a_name",
                            ),
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name_zh"),
                                condition=models.Q(
                                    ("retired_on", None), models.Q(("name_zh", ""), _negated=True)
                                ),
                                name="theme_in_use_name_zh",
                            ),
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name_en"),
                                condition=models.Q(
                                    ("retired_on", None), models.Q(("name_en", ""), _negated=True)
                                ),
                                name="theme_in_use_name_en",
                            ),
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
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="topics",
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="governance.topickind",
                            ),
                        ),
                        (
                            "item_kind",
                            models.CharField(
                                choices=[
                                    ("study", "Study"),
                                    ("hear", "Hear"),
                                    ("review", "Review"),
                                    ("approve", "Approve"),
                                    ("discuss", "Discuss"),
                                    ("notify", "Notify"),
                                    ("other", "Other"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("title_zh", models.CharField(blank=True, max_length=300)),
                        ("title_en", models.CharField(blank=True, max_length=400)),
                        ("reason_zh", models.TextField(blank=True)),
                        ("reason_en", models.TextField(blank=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Submitted"),
                                    ("returned", "Returned"),
                                    ("accepted", "On the agenda"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=9,
                            ),
                        ),
                        (
                            "item",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="topic",
                                to="governance.agendaitem",
                            ),
                        ),
                        (
                            "carried_from",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="carried_to",
                                to="governance.decision",
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("made_by_id", models.BigIntegerField(null=True)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("submitted_by", models.CharField(blank=True, max_length=200)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-submitted_at", "-id"],
                        "indexes": [
                            models.Index(fields=["state", "body"], name="topic_state_body")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title_zh", ""), _negated=True),
                                    models.Q(("title_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="topic_has_a_title",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["draft", "withdrawn"]),
                                    ("submitted_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="topic_submitted_has_its_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "accepted"), _negated=True),
                                    ("meeting__isnull", False),
                                    _connector="OR",
                                ),
                                name="topic_accepted_has_a_meeting",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TopicKind",
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
                        ("name_zh", models.CharField(max_length=100)),
                        ("name_en", models.CharField(max_length=150)),
                        (
                            "item_kind",
                            models.CharField(
                                choices=[
                                    ("study", "Study"),
                                    ("hear", "Hear"),
                                    ("review", "Review"),
                                    ("approve", "Approve"),
                                    ("discuss", "Discuss"),
                                    ("notify", "Notify"),
                                    ("other", "Other"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("days_before", models.PositiveSmallIntegerField(default=5)),
                        ("is_active", models.BooleanField(default=True)),
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
                                    _connector="OR",
                                ),
                                name="topic_kind_has_a_name",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TopicReturn",
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
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="returns",
                                to="governance.topic",
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("papers", "Papers are missing or unfinished"),
                                    ("wording", "Title or reason must be worded anew"),
                                    ("unsettled", "Not settled with other units"),
                                    ("elsewhere", "To be decided elsewhere"),
                                    ("other", "Another reason"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        ("returned_at", models.DateTimeField()),
                        ("returned_by_id", models.BigIntegerField(null=True)),
                        ("returned_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "ordering": ["-returned_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="topic_return_has_a_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Verification",
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
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="verifications",
                                to="governance.task",
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("accepted", "Accepted"), ("returned", "Returned")],
                                max_length=8,
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        ("verified_at", models.DateTimeField()),
                        ("verified_by_id", models.BigIntegerField(null=True)),
                        ("verified_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "ordering": ["verified_at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("verdict", "returned"), _negated=True),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="return_has_a_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BodyRules",
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
                            "body",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        ("quorum_part", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("quorum_whole", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("is_more_than", models.BooleanField(default=False)),
                        (
                            "quorum_counts",
                            models.CharField(
                                choices=[
                                    ("all", "Members and member units"),
                                    ("persons", "Members only"),
                                    ("units", "Member units only"),
                                ],
                                default="all",
                                max_length=7,
                            ),
                        ),
                        ("substitutes_count", models.BooleanField(default=True)),
                        (
                            "meetings_a_year",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        ("notice_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("quorum_part__isnull", True),
                                        ("quorum_whole__isnull", True),
                                    ),
                                    models.Q(
                                        ("quorum_part__gte", 1),
                                        ("quorum_whole__gte", models.F("quorum_part")),
                                    ),
                                    _connector="OR",
                                ),
                                name="quorum_is_a_fraction",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeedLink",
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("account", "My own"),
                                    ("unit", "A unit's"),
                                    ("body", "A body's"),
                                ],
                                max_length=7,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        ("language", models.CharField(max_length=7)),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        ("used_on", models.DateField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-made_at", "-id"],
                        "indexes": [
                            models.Index(fields=["user", "-made_at"], name="feed_link_of_account")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organisation__isnull", True), ("scope", "account")),
                                    models.Q(
                                        models.Q(("scope", "account"), _negated=True),
                                        ("organisation__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="feed_link_shows_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("made_at"))),
                                name="feed_link_expires_after_it_is_made",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Filing",
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
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("progress", "Progress"),
                                    ("answer", "Answer to an instruction"),
                                    ("slip", "Answer to a supervision slip"),
                                    ("opinion", "Opinion"),
                                    ("topic", "Topic"),
                                    ("paper", "Paper"),
                                    ("extension", "Request for an extension"),
                                    ("ask", "Request about a duty"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("filed_at", models.DateTimeField()),
                        ("fields_typed", models.PositiveSmallIntegerField()),
                        ("seconds", models.PositiveSmallIntegerField(null=True)),
                    ],
                    options={
                        "ordering": ["filed_at", "id"],
                        "indexes": [
                            models.Index(fields=["filed_at", "unit"], name="filing_day_unit")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstructionCall",
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
                            "instruction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calls",
                                to="governance.instruction",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        ("called_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(
                                fields=["unit", "answered_at"], name="instruction_call_unit"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("instruction", "unit"), name="instruction_call_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstructionWord",
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
                            "instruction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="words",
                                to="governance.instruction",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("answer", "Answer"),
                                    ("return", "Sent back"),
                                    ("settled", "Settled"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=9,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        ("text_zh", models.TextField(blank=True)),
                        ("text_en", models.TextField(blank=True)),
                        ("said_at", models.DateTimeField()),
                        ("said_by_id", models.BigIntegerField(null=True)),
                        ("said_by", models.CharField(max_length=200)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["said_at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "settled"),
                                    models.Q(("text_zh", ""), _negated=True),
                                    models.Q(("text_en", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="instruction_word_says_something",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
