"""Boxes to tick among many units: the chosen ones first, everything escaped, and what was ticked comes back."""

from django import forms
from django.http import QueryDict

from plenary.shared.web.widgets import QuickChecks

UNITS = [(1, "商务局"), (2, "<b>文旅局</b>"), (3, "Culture & Sport")]


class Choosing(forms.Form):
    """A choice of several units."""

    units = forms.MultipleChoiceField(choices=UNITS, widget=QuickChecks)


def test_the_ticked_boxes_stand_first_and_each_has_its_own_label():
    written = str(Choosing(initial={"units": [3]})["units"])

    assert written.index('value="3" id="id_units_0" checked') < written.index('value="1"')
    assert written.count(" checked") == 1
    for place in range(3):
        assert written.count(f'id="id_units_{place}"') == 1
        assert written.count(f'for="id_units_{place}"') == 1
    assert "<b>" not in written
    assert "Culture &amp; Sport" in written


def test_what_was_ticked_in_a_refused_form_is_ticked_still():
    form = Choosing(QueryDict("units=2&units=7"))

    assert not form.is_valid()
    written = str(form["units"])
    assert 'value="2" id="id_units_0" checked' in written
    assert Choosing(QueryDict("units=2&units=3")).is_valid()
