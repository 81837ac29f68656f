"""The addresses of what people do to a task beside working on it."""

from django.urls import path

from plenary.contexts.governance.views.acts import (
    dissolved,
    duties,
    duty_ends,
    endings,
    extensions,
    extra_reports,
    help_calls,
    instructions,
    parts_done,
    sheets,
    slips,
    successions,
)

urlpatterns = [
    path("tasks/<int:pk>/duties/<int:duty>/decline/", duties.decline, name="duty-decline"),
    path("tasks/<int:pk>/duties/<int:duty>/transfer/", duties.transfer, name="duty-transfer"),
    path("duties/asks/<int:pk>/", duties.ask, name="ask"),
    path("duties/<int:pk>/done/", parts_done.part, name="part"),
    path("duties/ended/<int:pk>/", duty_ends.duty_end, name="duty-end"),
    path("tasks/<int:pk>/extension/<int:unit>/", extensions.extension_new, name="extension-new"),
    path(
        "tasks/<int:pk>/duties/<int:duty>/extension/",
        extensions.part_extension,
        name="part-extension",
    ),
    path("extensions/<int:pk>/", extensions.extension, name="extension"),
    path("tasks/<int:pk>/further/", extra_reports.extra_report_new, name="extra-report-new"),
    path("further/<int:pk>/", extra_reports.extra_report, name="extra-report"),
    path("help/<int:pk>/", help_calls.help_call, name="help-call"),
    path("tasks/<int:pk>/instruction/", instructions.instruction_new, name="instruction-new"),
    path("instructions/<int:pk>/", instructions.instruction, name="instruction"),
    path("instructions/<int:pk>/route/", instructions.route, name="instruction-route"),
    path(
        "instructions/<int:pk>/answer/<int:unit>/", instructions.answer, name="instruction-answer"
    ),
    path("sheets/", sheets.sheet_list, name="sheets"),
    path("sheets/sheets.<str:lang>.xlsx", sheets.sheet_table, name="sheet-table"),
    path("sheets/circular/", sheets.circular_new, name="circular-new"),
    path("sheets/<int:pk>/", sheets.sheet, name="sheet"),
    path("sheets/<int:pk>/sheet.<str:lang>.<str:ending>", sheets.sheet_file, name="sheet-file"),
    path("sheets/<int:pk>/answer/", slips.answer, name="slip-answer"),
    path("sheets/<int:pk>/withdraw/", slips.withdraw, name="slip-withdraw"),
    path("sheets/post/<int:pk>/", sheets.post_sheets, name="post-sheets"),
    path("tasks/<int:pk>/slip/", sheets.slip_new, name="slip-new"),
    path("tasks/<int:pk>/end/", endings.task_end, name="task-end"),
    path("tasks/<int:pk>/resume/", endings.task_resume, name="task-resume"),
    path("ends/<int:pk>/", endings.task_ending, name="task-ending"),
    path("tasks/<int:pk>/merge/", successions.merge, name="task-merge"),
    path("tasks/<int:pk>/split/", successions.split, name="task-split"),
    path("tasks/<int:pk>/replace/", successions.supersede, name="task-replace"),
    path("units/<int:pk>/hand-over/", dissolved.unit_handover, name="unit-handover"),
    path("waiting/", duties.waiting, name="waiting"),
]
