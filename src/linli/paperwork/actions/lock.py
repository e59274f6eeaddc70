"""The lock under which a form is changed."""

from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing, Refused

from ..models import AskedForm
from ..permissions import keep_form


def locked(by: Actor, form: AskedForm) -> AskedForm:
    """The form as it is now, locked. Missing for who does not keep it, Refused where it was refused or ended."""
    found = (
        AskedForm.objects.select_for_update(of=("self",))
        .select_related("community", "office")
        .filter(pk=form.pk)
        .first()
    )
    if found is None or not keep_form.allows(by, found):
        raise Missing(_("There is no such form."))
    if found.state != AskedForm.State.OPEN:
        raise Refused(_("This form was refused or is asked for no more."))
    return found
