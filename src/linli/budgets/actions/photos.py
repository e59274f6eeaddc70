"""Pictures before and after, if somebody likes to show them: never asked for as evidence."""

from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.rows import at_step, held, open_row
from linli.base.text import words
from linli.base.uploads import Picture

from ..models import Photo, Project, Round
from ..permissions import run_round, take_part
from ..pictures import forget_picture, keep_picture

MOST_PHOTOS = 12
STATES = (Round.State.CARRIED_OUT, Round.State.CLOSED)


@action
def add_photo(
    by: Actor, project: Project, picture: Picture, *, when: str, text: str, is_agreed: bool, now: datetime
) -> Photo:
    """Show how it was or is. A resident's picture is shown once the committee has looked at it. Safe by the lock on the round.

    Invalid unless whoever is on it agrees (`is_agreed`). NotYours for who neither lives there nor runs the round.
    """
    found = held(Round, project.round_id)
    is_staff = run_round.allows(by, found)
    if not is_staff:
        take_part.require(by, found)
    at_step(found, *STATES)
    if when not in Photo.When.values:
        raise Invalid(_("Before or after?"), field="when")
    if not is_agreed:
        raise Invalid(
            _("A picture is shown only if nobody can be recognised on it, or who is has agreed."), field="is_agreed"
        )
    if project.photos.count() >= MOST_PHOTOS:
        raise Refused(_("There are enough pictures of this project."))
    return Photo.objects.create(
        project=project,
        file=keep_picture(picture),
        when=when,
        words=words(text, longest=120),
        by_id=me(by),
        at=now,
        is_shown=is_staff,
    )


@action
def show_photo(by: Actor, photo: Photo, *, now: datetime) -> None:
    """The committee has looked at a resident's picture: everybody sees it. Safe by one conditional update."""
    del now
    open_row(by, Round, photo.project.round_id, right=run_round)
    if not Photo.objects.filter(pk=photo.pk).update(is_shown=True):
        raise Missing(_("There is no such picture."))


@action
def remove_photo(by: Actor, photo: Photo, *, now: datetime) -> None:
    """Taken away by whoever sent it or the committee, its file as well. Safe: deleting twice deletes once."""
    del now
    if photo.by_id != me(by) and not run_round.allows(by, photo.project.round):
        raise NotYours(_("This is not your picture."))
    Photo.objects.filter(pk=photo.pk).delete()
    forget_picture(photo.file)
