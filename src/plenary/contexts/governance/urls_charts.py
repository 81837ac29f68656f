"""The addresses of what people would rather look at than read; governance's urls include them."""

from django.urls import path

from plenary.contexts.governance.views import charts
from plenary.contexts.governance.views.clauses import chain
from plenary.contexts.governance.views.timeline import year

urlpatterns = [
    path("board/charts/", charts.board_charts, name="charts"),
    path("board/timeline/", year.year, name="timeline"),
    path("chains/<str:kind>/<int:pk>/", chain.clause_chain, name="clause-chain"),
]
