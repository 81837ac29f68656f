"""What is no line of the matrix, each with its reason: parts of other services, and parts of other records."""

WITHIN_ANOTHER = "part of other services, which have decided who may"

PARTS = {
    "accounts.tokens.revoke_all": "part of closing an account",
    "accounts.tokens.revoke_own_tokens": "part of setting a new password",
    "communications.images.wording.hold_page": "the desk takes the page before its photo",
    "communications.part_words.hold_page_of_file": "the desk takes the page before its file",
    "communications.part_words.hold_page_of_item": "the desk takes the page before its programme",
    "documents.keep_made_file": "keeps what Plenary itself has made",
    "documents.pair": WITHIN_ANOTHER,
    "documents.snapshot_record": WITHIN_ANOTHER,
    "governance.asked.filing.keep_filing": "counts what a unit sent, with the form itself",
    "governance.attaching.attach_reading": "part of confirming a reading",
    "governance.reports.translating.hold_report": "the desk takes the report before its statement",
    "governance.second_names.fill_names": "part of confirming a reading",
    "governance.translating.translate": "the desk's, for any kind of governance's records",
    "text.copy_texts": WITHIN_ANOTHER,
    "text.credit": WITHIN_ANOTHER,
    "text.give_to": WITHIN_ANOTHER,
    "text.keep_many_texts": WITHIN_ANOTHER,
    "text.keep_new_texts": WITHIN_ANOTHER,
    "text.keep_text": WITHIN_ANOTHER,
    "text.keep_texts": WITHIN_ANOTHER,
}
"""Services that are told who acts and that no address calls: other services do."""

PLENARYS_OWN = {
    "accounts.founding.found_administrator": "a command's, before there is any account",
    "language.loading.load_shipped_terms": "a command's",
    "language.loading.load_terms": "a command's",
}
"""Actions that no account may take: Plenary's own."""

BY_SECRET = {
    "accounts.inviting.accept_invitation": "the signed link of the invitation's mail",
    "accounts.inviting.invited_by": "the signed link of the invitation's mail",
    "communications.checks.answering.answer_fact_check": "the signed link of the check's mail",
    "communications.checks.links.checked_by": "the signed link of the check's mail",
    "governance.convening.answering.answer_by_link": "the signed link of the invitation's mail",
    "governance.convening.links.invited_by": "the signed link of the invitation's mail",
    "governance.feeds.open_feed": "the secret in the feed's address",
}
"""Services that an address calls for whoever holds a secret, without an account."""

HARMLESS = {
    "communications.readers.tallying.note": "counts that a public page was read",
    "communications.records.has_changed": "compares a page that was shown with its record",
    "governance.convening.mails.addressee_of": "words of an invitation that was shown",
    "governance.convening.mails.sitting_of": "words of an invitation that was shown",
    "governance.convening.places.place_of": "words of an invitation that was shown",
    "governance.list_queueing.is_long": "counts the rows of a file that was shown",
    "governance.telling.daily.next_day": "the day on which mails go next",
    "language.importing.is_long": "counts the rows of a file that was shown",
    "language.reading.is_long": "counts the rows of a file just handed in",
    "workspace.imports.is_long": "counts the rows of a file that was shown",
}
"""What else addresses call in the services' rooms: it takes no record that was not shown already."""

OF_A_TASK, OF_A_MEETING, OF_A_PAGE = "part of a task", "part of a meeting", "part of a page"
OF_A_FILE = "part of a file being brought in"
OF_PLENARY = "what Plenary notes for itself; no page shows it"

PARTS_OF_RECORDS = {
    "accounts.ApiAnswer": "a token's own earlier answer",
    "accounts.Grant": "part of an account",
    "accounts.KnownClient": "the browsers that an account was used in; no page shows them",
    "accounts.Session": "a browser's session; no page shows it",
    "accounts.Try": OF_PLENARY,
    "audit.Seal": "part of the audit log",
    "audit.Viewing": "part of the audit log",
    "calendar.SpecialDay": "a public notice's holidays and working days",
    "communications.Attachment": OF_A_PAGE,
    "communications.BodyFacts": OF_A_PAGE,
    "communications.Edition": "what is public of a page, as it was let out",
    "communications.EditionImage": "what is public of a page, as it was let out",
    "communications.EventFacts": OF_A_PAGE,
    "communications.FactCheckAnswer": "part of a fact-check",
    "communications.GuideFacts": OF_A_PAGE,
    "communications.IndexCount": OF_PLENARY,
    "communications.Origin": OF_A_PAGE,
    "communications.PageDates": OF_A_PAGE,
    "communications.PageSide": OF_A_PAGE,
    "communications.ProgrammeItem": OF_A_PAGE,
    "communications.PublicChange": OF_PLENARY,
    "communications.Rendition": "a photo's size",
    "communications.Sketch": OF_A_PAGE,
    "communications.Subscription": "opened by the secret of its mails alone",
    "communications.TextRow": OF_A_FILE,
    "communications.Topic": "a word that pages are sorted by; the portal shows it",
    "communications.WebAddress": "an address outside that public pages lead to",
    "documents.StoredFile": "the bytes of a document, a paper or a photo",
    "governance.AgendaItem": OF_A_MEETING,
    "governance.Attendance": OF_A_MEETING,
    "governance.AttendeeGroup": OF_A_MEETING,
    "governance.Basis": OF_A_TASK,
    "governance.BodyRules": "part of a body, shown with its meetings",
    "governance.Evidence": "part of an entry of progress",
    "governance.Filing": "counted, never shown alone: what was asked of a unit",
    "governance.InstructionCall": "part of an instruction",
    "governance.InstructionWord": "part of an instruction",
    "governance.ItemPresence": OF_A_MEETING,
    "governance.LightCount": "counts of a day; charts show them of lists that are seen",
    "governance.ListEntry": "part of a list",
    "governance.ListLayout": "part of a list",
    "governance.ListRow": "part of a list",
    "governance.MeetingText": OF_A_MEETING,
    "governance.Opening": "part of a decision or a task",
    "governance.Milestone": OF_A_TASK,
    "governance.NeededPaper": "part of a kind of topic",
    "governance.ProgressFigure": "part of an entry of progress",
    "governance.PublicRecord": "what OParl tells of meetings that were let out",
    "governance.Rung": "a step of the ladder; settings of the office",
    "governance.StatementSource": "part of a report's statement",
    "governance.Succession": OF_A_TASK,
    "governance.TaskMeasure": OF_A_TASK,
    "governance.TopicKind": "a kind of topic; settings of the office",
    "governance.TopicReturn": "part of a topic",
    "jobs.DailyWork": OF_PLENARY,
    "jobs.ScheduledRun": OF_PLENARY,
    "jobs.Worker": OF_PLENARY,
    "language.Designation": "part of a term",
    "language.ImportFile": OF_A_FILE,
    "language.ImportRow": OF_A_FILE,
    "language.Segment": "the memory of translations; its page asks who works on texts",
    "language.SegmentPlace": "part of the memory of translations",
    "language.SegmentWord": "part of the memory of translations",
    "language.TermBase": OF_PLENARY,
    "language.TermToken": "part of a term",
    "measures.MeasureSnapshot": "what a measure came to on a day",
    "measures.HandMeasure": "a name of a number; the directory of measures is open to every account",
    "organisations.FormerName": "part of a body or unit",
    "organisations.MemberUnit": "part of a body",
    "organisations.Term": "part of a body",
    "people.Holding": "part of a post",
    "webhooks.Delivery": "part of a webhook; its log asks whose the webhook is",
}
"""Tables without a line of their own: whoever sees the record that they belong to sees them."""
