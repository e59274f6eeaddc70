"""How every form looks: Django's fields in our own frame."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    field_template_name = "look/field.html"
    form_template_name = "look/form.html"
