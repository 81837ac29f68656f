"""The addresses of what the office does with a task beside changing its words."""

from django.urls import path

from plenary.contexts.governance.views.lives import drafts, duties, milestones

urlpatterns = [
    path("tasks/<int:pk>/force/", drafts.task_force, name="task-force"),
    path("tasks/<int:pk>/delete/", drafts.task_delete, name="task-delete"),
    path("tasks/<int:pk>/basis/", drafts.basis_add, name="basis-add"),
    path("tasks/<int:pk>/lead/", duties.lead_hand_over, name="lead-hand-over"),
    path("tasks/<int:pk>/duties/<int:duty>/edit/", duties.duty_edit, name="duty-edit"),
    path("tasks/<int:pk>/duties/<int:duty>/remove/", duties.duty_remove, name="duty-remove"),
    path(
        "tasks/<int:pk>/milestones/<int:milestone>/edit/",
        milestones.milestone_edit,
        name="milestone-edit",
    ),
    path(
        "tasks/<int:pk>/milestones/<int:milestone>/undo/",
        milestones.milestone_undo,
        name="milestone-undo",
    ),
    path(
        "tasks/<int:pk>/milestones/<int:milestone>/remove/",
        milestones.milestone_remove,
        name="milestone-remove",
    ),
    path(
        "tasks/<int:pk>/milestones/ask/<int:unit>/",
        milestones.milestone_ask_new,
        name="milestone-ask-new",
    ),
    path(
        "tasks/<int:pk>/milestones/<int:milestone>/ask/<int:unit>/",
        milestones.milestone_ask,
        name="milestone-ask",
    ),
]
