"""What single services are given, where their arguments' names do not say which record is meant."""

SAID = {
    "communications.checks.asking.revoke_fact_check": {"page_id": "@draft page"},
    "communications.images.wording.translate_image": {"record_id": "@photo", "name": "alt_en"},
    "communications.kinds.bodies.edit_body_page": {"page_id": "@page of a body"},
    "communications.kinds.directory.take_over_directory": {"page_id": "@page of a post"},
    "communications.kinds.events.edit_event": {"page_id": "@page of an event"},
    "communications.kinds.guides.check_guide": {"page_id": "@guide"},
    "communications.kinds.guides.edit_guide": {"page_id": "@guide"},
    "communications.kinds.posts.edit_post_page": {"page_id": "@page of a post"},
    "communications.part_words.translate_attachment": {
        "record_id": "@attachment",
        "name": "name_en",
    },
    "communications.part_words.translate_programme_item": {
        "record_id": "@programme item",
        "name": "title_en",
    },
    "communications.part_words.translate_topic": {
        "record_id": "@topic of pages",
        "name": "name_en",
    },
    "communications.reports.answer_report": {"report_id": "@reader's report", "move": "decline"},
    "communications.reports.report_error": {"slug": "@page in public"},
    "communications.subscribing.change_subscription": {"token": "@subscription"},
    "communications.subscribing.confirm_subscription": {"token": "@subscription"},
    "communications.subscribing.end_subscription": {"token": "@subscription"},
    "communications.topics.rename_topic": {"topic_id": "@topic of pages"},
    "communications.translating.say_text_holds": {"record_id": "@draft page", "field": "title"},
    "communications.translating.translate_page": {"record_id": "@draft page", "name": "title_en"},
    "governance.acts.endings.propose_ending": {"kind": "end"},
    "governance.agendas.opinions.ask_opinions": {"topic_id": "@topic handed in"},
    "governance.agendas.papers.add_paper": {"topic_id": "@topic"},
    "governance.agendas.papers.read_paper": {"paper_id": "@committee paper"},
    "governance.agendas.circulating.approve_agenda": {"meeting_id": "@coming meeting"},
    "governance.convening.received.settle_mail": {"mail_id": "@received mail"},
    "governance.convening.drawing.draw_up_convening": {"meeting_id": "@coming meeting"},
    "governance.drafts.delete_draft_task": {"task_id": "@draft task"},
    "governance.drafts.put_into_force": {"task_id": "@draft task"},
    "governance.duties.sign_for": {"duty_id": "@duty to sign for"},
    "governance.grounds.rest_on": {"basis": "@priority"},
    "governance.held.close_held": {"kind": "decision", "pk": "@decision opened by hand"},
    "governance.held.open_held": {"kind": "decision", "pk": "@decision"},
    "governance.list_confirming.confirm_list_import": {"seen_version": 99},
    "governance.list_imports.change_list_import": {"part": "list", "seen_version": 99},
    "governance.list_imports.move_list_import": {"move": "drop"},
    "governance.list_queueing.queue_list_import": {"seen_version": 99},
    "governance.readings.move_reading": {"move": "drop"},
    "governance.report_freezing.correct_report": {"report_id": "@released minutes"},
    "governance.reports.translating.translate_statement": {
        "record_id": "@statement",
        "name": "text_en",
    },
    "governance.task_making.make_task": {"basis": "@priority"},
    "governance.tasks.add_basis": {"basis": "@priority"},
    "governance.tasks.open_task": {"task_id": "@draft task"},
    "governance.themes.keeping.move_theme": {"to": "up"},
    "language.deciding.approve_term": {"term_id": "@proposed term"},
    "language.deciding.retire_term": {"term_id": "@term in force"},
    "language.deciding.send_back_term": {"term_id": "@proposed term"},
    "language.writing.revise_term": {"term_id": "@term in force"},
    "measures.change_hand_measure": {"key": "x.y"},
    "measures.report_figure": {"key": "x.y"},
    "notifications.mark_read": {"notification_id": "@notification"},
    "people.translate_post": {"record_id": "@post", "name": "title_en"},
    "places.translate_place": {"record_id": "@place", "name": "name_en"},
    "organisations.translate_organisation": {"record_id": "@strange unit", "name": "name_en"},
}
"""What a service is given where its arguments' names do not say it; ``@`` stands before a record's name."""
IMPORTS = {
    "governance.list_": "list import",
    "language.": "import of terms",
    "workspace.": "directory import",
}
"""The record that ``import_id`` means, by how the service's name begins."""


def said_of(name):
    """Give what is said of a service."""
    imports = [f"@{one}" for start, one in IMPORTS.items() if name.startswith(start)]
    return {"import_id": imports[0], **SAID.get(name, {})} if imports else SAID.get(name, {})
