"""How every form looks: Django's fields in our own frame."""

import re
from typing import Any

from django.forms import DateInput
from django.forms.renderers import TemplatesSetting

from linli.base.requests import read_day

YEAR = re.compile(r"\s*\d{4}-\d\d?-\d\d?\s*$", re.ASCII)


class Renderer(TemplatesSetting):
    field_template_name = "look/field.html"
    form_template_name = "look/form.html"


class DayInput(DateInput):
    """The browser's own calendar. It reads a day in one notation alone, whatever the reader's language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """A day at the ends of the calendar is none: a time zone cannot be reckoned with there. The field says that it is no day."""
        written = super().value_from_datadict(data, files, name)
        looks_like_one = isinstance(written, str) and YEAR.match(written) is not None
        return f"{written}?" if looks_like_one and read_day(written.strip()) is None else written
