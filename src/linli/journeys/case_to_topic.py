"""A request turns out to concern many: it becomes a topic, and its reporters hear where it is discussed."""

from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Refused
from linli.casework.actions.handling import answer_case
from linli.casework.models import Case
from linli.deliberation.actions import raise_for_committee
from linli.deliberation.models import Topic


@action
def case_to_topic(by: Actor, case: Case, *, title: str, about: str, now: datetime, wording: str = "") -> Topic:
    """Raise a topic from a public case and answer its reporters with the place. The case goes on: what can be done at once, is done.

    Safe by the lock on the case, under which a case becomes a topic once. Refused for a case that is not public, or is one already.
    """
    if not case.is_public:
        raise Refused(_("Only what everybody may read can become a topic."))
    if Topic.objects.filter(origin=Topic.Origin.CASE, origin_key=case.pk).exists():
        raise Refused(_("This case is a topic already."))
    answer = _("This concerns many of us: we discuss it together, under “%(title)s” among the topics.") % {
        "title": title
    }
    answer_case(by, case, text=answer, now=now)
    return raise_for_committee(
        by,
        case.community,
        title=title,
        about=about,
        wording=wording,
        origin=Topic.Origin.CASE,
        origin_key=case.pk,
        now=now,
    )
