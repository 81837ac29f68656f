"""Names the app; at start it adds its menu entries, the portal's link and its scheduled job."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.shared.web.navigation import Section, add_entry, add_public_link, add_record_link


class CommunicationsConfig(AppConfig):
    """Communications: the public portal and its newsroom."""

    name = "plenary.contexts.communications"
    verbose_name = _("Communications")

    def ready(self) -> None:
        """Add the menu entries and the link for everybody, and put the job on the schedule."""
        from plenary.contexts.communications import (  # noqa: PLC0415
            audit_fields,
            audit_words,
            jobs,
            measures,
            offered,
            subscribers,
            text_kinds,
            told_outside,
        )
        from plenary.contexts.communications.models import Page, PageImage, PageSide  # noqa: PLC0415
        from plenary.contexts.communications.policies import (  # noqa: PLC0415
            READERS,
            TRANSLATORS,
            WRITERS,
        )
        from plenary.contexts.communications.selectors import dates, images, reports  # noqa: PLC0415
        from plenary.contexts.communications.selectors.desk.links import (  # noqa: PLC0415
            link_of_report,
        )
        from plenary.contexts.communications.selectors.kinds.guides import (  # noqa: PLC0415
            told_visible_to,
        )
        from plenary.contexts.communications.selectors.links import broken  # noqa: PLC0415
        from plenary.contexts.communications.selectors.meetings import (  # noqa: PLC0415
            link_of_meeting,
        )
        from plenary.contexts.communications.selectors.pages import (  # noqa: PLC0415
            in_review,
            visible_to,
        )
        from plenary.contexts.communications.services.changes import noting  # noqa: PLC0415
        from plenary.contexts.communications.services.images import wording  # noqa: PLC0415
        from plenary.contexts.communications.services.indexing import (  # noqa: PLC0415
            index_side,
        )
        from plenary.contexts.communications.services.translating import (  # noqa: PLC0415
            say_text_holds,
            translate_page,
        )
        from plenary.kernel.audit import fields, recording, words  # noqa: PLC0415
        from plenary.kernel.notifications import subjects  # noqa: PLC0415
        from plenary.kernel.search import registry  # noqa: PLC0415
        from plenary.kernel.text.kinds import TextKind, register_kind  # noqa: PLC0415

        jobs.put_on_schedule()
        subscribers.listen()
        recording.listen(noting.hear)
        measures.declare_all()
        offered.offer()
        words.register("communications", audit_words.RECORDS)
        fields.register(audit_fields.FIELDS)
        told_outside.offer_events()
        registry.register(PageSide, index_side)
        subjects.register("communications.review", in_review)
        subjects.register("communications.page", visible_to)
        subjects.register("communications.guidefacts", told_visible_to, is_personal=False)
        subjects.register("communications.pagedates", dates.told_visible_to, is_personal=False)
        subjects.register("communications.pagelink", broken.visible_to, is_personal=False)
        subjects.register("communications.errorreport", reports.waiting, is_personal=False)
        register_kind(
            TextKind(
                model=Page,
                word=_("Public page"),
                visible_to=visible_to,
                write=translate_page,
                url=Page.get_absolute_url,
                confirm=say_text_holds,
                written_on=lambda page: page.held_on,
            )
        )
        register_kind(
            TextKind(
                model=PageImage,
                word=_("Photo"),
                visible_to=images.visible_to,
                write=wording.translate_image,
                url=PageImage.get_absolute_url,
                joined=("page",),
                whose=text_kinds.of_pages,
                hold=wording.hold_page,
            )
        )
        text_kinds.register()
        newsroom = Section("newsroom", _("Newsroom"))
        add_entry(
            42,
            pgettext_lazy("portal", "Pages"),
            "communications:pages",
            *WRITERS,
            *READERS,
            section=newsroom,
        )
        add_entry(43, _("Translations"), "communications:desk", *TRANSLATORS, section=newsroom)
        add_entry(
            43,
            _("Readers' reports"),
            "communications:error-reports",
            *WRITERS,
            *READERS,
            section=newsroom,
        )
        add_entry(
            43,
            pgettext_lazy("portal", "Links"),
            "communications:links",
            *WRITERS,
            *READERS,
            section=newsroom,
        )
        add_entry(
            44,
            pgettext_lazy("portal", "Topics"),
            "communications:topics",
            *WRITERS,
            *READERS,
            section=newsroom,
        )
        add_entry(
            45,
            _("Reader numbers"),
            "communications:readers",
            *WRITERS,
            *READERS,
            section=newsroom,
        )
        add_record_link("governance.meeting", link_of_meeting)
        add_record_link("governance.report", link_of_report)
        add_public_link(_("Public portal"), "communications:portal")
        add_public_link(_("Terms in two languages"), "communications:glossary")
