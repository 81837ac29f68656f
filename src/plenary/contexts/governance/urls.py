"""The addresses of governance; tasks first, since they are asked for most."""

from django.urls import include, path

from plenary.contexts.governance.views import (
    notices,
    progress,
    task_making,
    task_measures,
    task_parts,
    tasks,
)

app_name = "governance"
urlpatterns = [
    path("board/", tasks.board, name="board"),
    path("tasks/", tasks.task_list, name="tasks"),
    path("tasks.<str:form>", tasks.task_export, name="task-export"),
    path("tasks/<int:pk>/", tasks.task, name="task"),
    path("tasks/new/<str:kind>/<int:pk>/", task_making.task_new, name="task-new"),
    path("tasks/<int:pk>/edit/", tasks.task_edit, name="task-edit"),
    path("tasks/<int:pk>/verify/", tasks.task_verify, name="task-verify"),
    path("tasks/<int:pk>/reopen/", tasks.task_reopen, name="task-reopen"),
    path("tasks/<int:pk>/history/", task_parts.task_history, name="task-history"),
    path("tasks/<int:pk>/light/", task_parts.task_override, name="task-override"),
    path("tasks/<int:pk>/milestones/", task_parts.milestone_add, name="milestone-add"),
    path(
        "tasks/<int:pk>/milestones/<int:milestone>/done/",
        task_parts.milestone_complete,
        name="milestone-complete",
    ),
    path("tasks/<int:pk>/measures/", task_measures.task_measures, name="task-measures"),
    path("tasks/<int:pk>/duties/", task_parts.duty_add, name="duty-add"),
    path("tasks/<int:pk>/duties/<int:duty>/sign/", task_parts.duty_sign, name="duty-sign"),
    path("tasks/<int:pk>/progress/<int:unit>/", progress.progress_new, name="progress-new"),
    path("duties/", progress.duties, name="duties"),
    path("notices/", notices.waiting, name="notices"),
    path("notices/send/", notices.send, name="notices-send"),
    path("notices/next/", notices.coming, name="notices-coming"),
    path("notices/settled/", notices.settled, name="notices-settled"),
    path("notices/<int:pk>/drop/", notices.drop, name="notice-drop"),
    path("notices/ladder/", notices.rungs, name="ladder"),
    path("notices/ladder/new/", notices.rung_new, name="rung-new"),
    path("notices/ladder/<int:pk>/", notices.rung_edit, name="rung-edit"),
    path("", include("plenary.contexts.governance.urls_tasks")),
    path("", include("plenary.contexts.governance.urls_readings")),
    path("", include("plenary.contexts.governance.urls_acts")),
    path("", include("plenary.contexts.governance.urls_asked")),
    path("", include("plenary.contexts.governance.urls_calendar")),
    path("", include("plenary.contexts.governance.urls_charts")),
    path("", include("plenary.contexts.governance.urls_convening")),
    path("", include("plenary.contexts.governance.urls_agendas")),
    path("", include("plenary.contexts.governance.urls_lists")),
    path("", include("plenary.contexts.governance.urls_meetings")),
    path("", include("plenary.contexts.governance.urls_sitting")),
    path("", include("plenary.contexts.governance.urls_oparl")),
    path("", include("plenary.contexts.governance.urls_releases")),
    path("", include("plenary.contexts.governance.urls_reports")),
]
