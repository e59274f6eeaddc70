"""A round is locked by its row: whatever is asked of it at the same moment happens one after the other."""

from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing, Refused

from ..models import Idea, Project, Round
from ..permissions import run_round


def locked(round_key: int, *states: str) -> Round:
    """The row under lock. Missing where it is gone, Refused in another state."""
    found = Round.objects.select_for_update(of=("self",)).filter(pk=round_key).first()
    if found is None:
        raise Missing(_("There is no such round."))
    if states and found.state not in states:
        raise Refused(
            _("That is not possible any more, or not yet: the round is at “%(state)s”.")
            % {"state": found.get_state_display()}
        )
    return found


def led(by: Actor, round_key: int, *states: str) -> Round:
    """The row under lock, for who runs it."""
    found = locked(round_key, *states)
    run_round.require(by, found)
    return found


def idea_in(found: Round, key: int, *states: str) -> Idea:
    """The idea as it stands under the round's lock."""
    idea = found.ideas.filter(pk=key).first()
    if idea is None:
        raise Missing(_("There is no such idea."))
    if states and idea.state not in states:
        raise Refused(
            _("That is not possible any more: the idea is at “%(state)s”.") % {"state": idea.get_state_display()}
        )
    return idea


def project_in(found: Round, key: int) -> Project:
    """A project that is still being carried out, under the round's lock."""
    project = found.projects.select_related("idea").filter(pk=key).first()
    if project is None:
        raise Missing(_("There is no such project."))
    if project.finished_date:
        raise Refused(_("This project is finished or given up already."))
    return project
