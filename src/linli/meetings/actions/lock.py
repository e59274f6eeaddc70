"""A meeting is locked by its row: whatever is asked of it at the same moment happens one after the other."""

from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing, Refused

from ..models import Meeting
from ..permissions import run_meeting


def locked(key: int, *states: str) -> Meeting:
    """The row under lock. Missing where it is gone, Refused in another state."""
    found = Meeting.objects.select_for_update(of=("self",)).filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no such meeting."))
    if states and found.state not in states:
        raise Refused(
            _("That is not possible any more, or not yet: the meeting is %(state)s.")
            % {"state": found.get_state_display()}
        )
    return found


def held(by: Actor, meeting: Meeting, *states: str) -> Meeting:
    """The row under lock, for who runs it."""
    found = locked(meeting.pk, *states)
    run_meeting.require(by, found)
    return found
