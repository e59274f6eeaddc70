"""A meeting is locked by its row: whatever is asked of it at the same moment happens one after the other."""

from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing, Refused

from ..models import Meeting
from ..permissions import run_meeting


def locked(key: int, *states: str) -> Meeting:
    """The row under lock. Missing where it is gone, Refused in another state."""
    found = Meeting.objects.select_for_update(of=("self",)).select_related("community__division").filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no such meeting."))
    _in_one_of(found, states)
    return found


def held(by: Actor, meeting: Meeting, *states: str) -> Meeting:
    """The row under lock, for who runs it; whether it is possible now is told to nobody else."""
    found = locked(meeting.pk)
    run_meeting.require(by, found)
    _in_one_of(found, states)
    return found


def _in_one_of(meeting: Meeting, states: tuple[str, ...]) -> None:
    if states and meeting.state not in states:
        state = meeting.get_state_display()
        raise Refused(_("That is not possible any more, or not yet: the meeting is %(state)s.") % {"state": state})
