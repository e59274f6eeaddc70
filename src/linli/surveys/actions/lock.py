"""A survey is locked by its row: whatever is asked of it at the same moment happens one after the other."""

from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing, Refused

from ..models import Survey
from ..permissions import run_survey


def locked(key: int, *states: str) -> Survey:
    """The row under lock. Missing where it is gone, Refused in another state."""
    found = Survey.objects.select_for_update(of=("self",)).select_related("community").filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no such survey."))
    if states and found.state not in states:
        raise Refused(
            _("That is not possible any more, or not yet: the survey is %(state)s.")
            % {"state": found.get_state_display()}
        )
    return found


def run(by: Actor, survey: Survey, *states: str) -> Survey:
    """The row under lock, for who runs it."""
    found = locked(survey.pk, *states)
    run_survey.require(by, found)
    return found
