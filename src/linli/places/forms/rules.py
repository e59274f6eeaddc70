"""What is written of a place's own rules."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.rules import Rule

from ..models import Division
from .fields import day, text


class RuleForm(forms.Form):
    """The value as the law has it: a whole number, or a share such as 2/3."""

    division = forms.TypedChoiceField(label=_("Whose rule"), coerce=int)
    value = text(_("The stricter value"), 12, required=True)
    over = forms.BooleanField(label=_("More than this share, not just as much"), required=False)
    source = text(_("In which charter or regulation"), 120, required=True)
    article = text(_("Clause or article"), 80, required=True)
    confirmed_by = text(
        _("Confirmed by"), 120, required=True, help_text=_("Who adopted it and when: 居民会议 2026-05-12.")
    )
    from_date = day(_("It holds from"))

    def __init__(self, data: Any = None, *, law: Rule, divisions: list[Division], **more: Any) -> None:
        super().__init__(data, **more)
        self.is_share = isinstance(law.value, dict)
        self.fields["division"].choices = [(one.pk, one.label) for one in divisions]  # type: ignore[attr-defined]
        self.fields["value"].help_text = _("A share, such as 2/3.") if self.is_share else _("A whole number.")
        if not self.is_share:
            del self.fields["over"]

    def clean_value(self) -> str:
        written = str(self.cleaned_data["value"]).strip()
        shape = r"[1-9]\d{0,3}/[1-9]\d{0,3}" if self.is_share else r"\d{1,4}"
        if not re.fullmatch(shape, written, re.ASCII):
            raise forms.ValidationError(str(self.fields["value"].help_text))
        return written

    def told(self) -> dict[str, Any]:
        """What the action takes, but for the division."""
        given = dict(self.cleaned_data)
        del given["division"]
        value = given["value"]
        given["value"] = {"share": value, "over": given.pop("over")} if self.is_share else int(value)
        return given


class CheckForm(forms.Form):
    """The rules of a room, all at once; on the page of one rule, that one."""

    room = forms.ChoiceField(label=_("Which rules"), required=False)
    division = forms.TypedChoiceField(label=_("For which place"), coerce=int)
    checked_by = text(
        _("Who has checked it"), 120, required=True, help_text=_("An office, such as the street's office of justice.")
    )

    def __init__(
        self, data: Any = None, *, divisions: list[Division], rooms: list[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(data, **more)
        if rooms:
            self.fields["room"].choices = rooms  # type: ignore[attr-defined]
        else:
            del self.fields["room"]
        self.fields["division"].choices = [(one.pk, one.label) for one in divisions]  # type: ignore[attr-defined]
