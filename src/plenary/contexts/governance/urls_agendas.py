"""The addresses of topics, papers and agendas; governance's urls include them."""

from django.urls import path

from plenary.contexts.governance.views.agendas import agenda, kinds, opinions, packs, papers, topics

urlpatterns = [
    path("topics/", topics.topic_list, name="topics"),
    path("topics/new/", topics.topic_new, name="topic-new"),
    path("topics/kinds/", kinds.kind_list, name="topic-kinds"),
    path("topics/kinds/new/", kinds.kind_new, name="topic-kind-new"),
    path("topics/kinds/<int:pk>/", kinds.kind_edit, name="topic-kind-edit"),
    path("topics/<int:pk>/", topics.topic, name="topic"),
    path("topics/<int:pk>/edit/", topics.topic_edit, name="topic-edit"),
    path("topics/<int:pk>/submit/", topics.topic_submit, name="topic-submit"),
    path("topics/<int:pk>/withdraw/", topics.topic_withdraw, name="topic-withdraw"),
    path("topics/<int:pk>/accept/", topics.topic_accept, name="topic-accept"),
    path("topics/<int:pk>/return/", topics.topic_return, name="topic-return"),
    path("topics/<int:pk>/papers/new/", papers.topic_paper_new, name="topic-paper-new"),
    path("meetings/<int:pk>/agenda/", agenda.agenda, name="agenda"),
    path("meetings/<int:pk>/agenda/approve/", agenda.agenda_approve, name="agenda-approve"),
    path("meetings/<int:pk>/agenda/changes/", agenda.agenda_changes, name="agenda-changes"),
    path(
        "meetings/<int:pk>/agenda/versions/<int:number>/",
        agenda.agenda_version,
        name="agenda-version",
    ),
    path("meetings/agenda/<int:pk>/move/", agenda.agenda_move, name="agenda-move"),
    path("meetings/agendas/<int:pk>/take-back/", agenda.agenda_take_back, name="agenda-take-back"),
    path("meetings/agendas/<int:pk>/circulate/", agenda.agenda_circulate, name="agenda-circulate"),
    path("meetings/agendas/<int:pk>/reopen/", agenda.agenda_reopen, name="agenda-reopen"),
    path("meetings/agenda/<int:pk>/papers/new/", papers.item_paper_new, name="item-paper-new"),
    path("meetings/papers/<int:pk>/", papers.paper, name="paper"),
    path("meetings/<int:pk>/pack/", packs.pack_new, name="pack-new"),
    path("meetings/packs/<int:pk>/", packs.pack, name="pack"),
    path("meetings/packs/<int:pk>/pack.<str:ending>", packs.pack_file, name="pack-file"),
    path("opinions/", opinions.opinion_list, name="opinions"),
    path("opinions/<int:pk>/", opinions.opinion, name="opinion"),
    path("opinions/new/<str:kind>/<int:pk>/", opinions.opinion_new, name="opinion-new"),
    path("meetings/papers/<int:pk>/edit/", papers.paper_edit, name="paper-edit"),
    path(
        "meetings/papers/<int:pk>/versions/new/", papers.paper_version_new, name="paper-version-new"
    ),
    path("meetings/papers/<int:pk>/withdraw/", papers.paper_withdraw, name="paper-withdraw"),
    path(
        "meetings/papers/<int:pk>/versions/<int:number>/file/", papers.paper_file, name="paper-file"
    ),
]
