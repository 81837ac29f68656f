"""What Django's own fields say of bad input is said in good Chinese, and is still what Django says."""

import gettext
from pathlib import Path

import django
from django import forms
from django.utils.translation import override

from plenary.shared.web.form_sentences import COUNTED, SENTENCES

CATALOGUE = Path(django.__file__).parent / "conf" / "locale" / "zh_Hans" / "LC_MESSAGES"
COUNTS = {"limit_value": 3, "show_value": 9, "max": 3, "length": 9, "value": "z", "pk": "z"}


class Everything(forms.Form):
    """A field of each kind that people fill in."""

    name = forms.CharField()
    code = forms.CharField(max_length=3)
    on = forms.DateField()
    count = forms.IntegerField(max_value=5)
    size = forms.IntegerField()
    address = forms.URLField(assume_scheme="https")
    mail = forms.EmailField()
    kind = forms.ChoiceField(choices=[("a", "A")])


def test_bad_input_is_answered_in_plain_chinese():
    sent = {"code": "abcdefghi", "on": "2025-02-30", "count": "6", "size": "x", "address": "a b"}
    with override("zh-hans"):
        faults = Everything({**sent, "mail": "x", "kind": "z"}).errors

        assert {name: [str(one) for one in said] for name, said in faults.items()} == {
            "name": ["此项必填。"],
            "code": ["最多3个字符（现有9个）。"],
            "on": ["日期填写有误，请按 2025-07-01 的格式填写。"],
            "count": ["不得大于5。"],
            "size": ["请填写整数。"],
            "address": ["网址填写有误，请填写完整网址，如 https://example.org/。"],
            "mail": ["邮箱地址填写有误。"],
            "kind": ["“z”不在可选范围内，请重新选择。"],
        }


def test_each_sentence_is_still_djangos_and_none_is_said_in_its_chinese():
    with (CATALOGUE / "django.mo").open("rb") as file:
        theirs = gettext.GNUTranslations(file)._catalog

    with override("en"):
        ids = [str(one) for one in SENTENCES] + [one._kw["singular"] for one in COUNTED]
    said = [theirs.get(one) or theirs[one, 0] for one in ids]

    with override("zh-hans"):
        ours = [str(one) % COUNTS for one in SENTENCES] + [one % COUNTS for one in COUNTED]
    assert set(ours) & {one % COUNTS for one in said} == set()
