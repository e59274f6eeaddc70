"""The marks that a statistical form bears by law. A form that lacks one may be refused (Statistics Law, article 17)."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import AskedForm


@dataclass(frozen=True)
class Mark:
    """One of the four, and what the form says of it."""

    name: str | Promise
    said: str | date
    is_there: bool


def marks(form: AskedForm, *, on: date) -> list[Mark]:
    """Number, issuer, approval or filing number, validity; a validity that is over counts as none."""
    until = form.valid_until_date
    return [
        Mark(_("form number"), form.form_number, bool(form.form_number)),
        Mark(_("issuer"), form.issuer_name, bool(form.issuer_name)),
        Mark(_("approval or filing number"), form.approval_number, bool(form.approval_number)),
        Mark(_("validity"), until or "", until is not None and until >= on),
    ]


def missing_marks(form: AskedForm, *, on: date) -> list[Mark]:
    """What a statistical form lacks. Nothing is asked of forms that are not statistical."""
    return [mark for mark in marks(form, on=on) if not mark.is_there] if form.is_statistical else []
