"""The pages of measures."""

from plenary.kernel.measures.views.measures import (
    figure_edit,
    figure_new,
    measure,
    measure_edit,
    measure_list,
    measure_new,
)

__all__ = ["figure_edit", "figure_new", "measure", "measure_edit", "measure_list", "measure_new"]
