"""How every form looks: Django's fields in our own frame."""

from django.forms import DateInput
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    field_template_name = "look/field.html"
    form_template_name = "look/form.html"


class DayInput(DateInput):
    """The browser's own calendar. It reads a day in one notation alone, whatever the reader's language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")
