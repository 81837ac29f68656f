"""The addresses of reports."""

from django.urls import path

from plenary.contexts.governance.views import report_names, report_statements, reports

urlpatterns = [
    path("reports/", reports.report_list, name="reports"),
    path("reports/new/", reports.report_new, name="report-new"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/title/", report_statements.report_rename, name="report-rename"),
    path("reports/<int:pk>/redraft/", reports.report_redraft, name="report-redraft"),
    path("reports/<int:pk>/freeze/", reports.report_freeze, name="report-freeze"),
    path("reports/<int:pk>/correct/", reports.report_correct, name="report-correct"),
    path("reports/<int:pk>/names/take/", report_names.take, name="report-name-take"),
    path("reports/<int:pk>/names/stand/", report_names.stand, name="report-name-stand"),
    path("reports/<int:pk>/compare/", reports.report_compare, name="report-compare"),
    path("reports/<int:pk>/pack.zip", reports.report_pack, name="report-pack"),
    path("reports/<int:pk>/add/", report_statements.statement_add, name="statement-add"),
    path(
        "reports/<int:pk>/report.<str:lang>.<str:ending>", reports.report_file, name="report-file"
    ),
    path("reports/statements/<int:pk>/", report_statements.statement_edit, name="statement-edit"),
    path(
        "reports/statements/<int:pk>/<str:step>/",
        report_statements.statement_step,
        name="statement-step",
    ),
]
