"""What rooms beside publication have on record that is to be published: topics that were decided, and tasks from above that were admitted."""

from datetime import date

from django.utils.translation import gettext as _

from linli.deliberation.models import Topic
from linli.intake.models import Application, State
from linli.places.models import Community
from linli.publication.models import Kind
from linli.publication.registries import RECORDED


def topics(community: Community, from_date: date, to_date: date) -> list[str]:
    """What was decided on topics of residents, how it is carried out, and what became of it."""
    rows = Topic.objects.filter(community=community, decided_at__date__range=(from_date, to_date), hiding__isnull=True)
    lines: list[str] = []
    for topic in rows.order_by("decided_at", "pk").prefetch_related("steps"):
        lines.append(f"{topic.title}：{topic.outcome}")
        lines += [
            f"· {step.text}（{step.owner}）" + (f"：{step.note}" if step.note else "") for step in topic.steps.all()
        ]
        lines += [_("Reported back: %(report)s") % {"report": topic.report}] if topic.report else []
    return lines


def tasks(community: Community, from_date: date, to_date: date) -> list[str]:
    """Tasks of offices that the community helps with, as the gate admitted them."""
    rows = Application.objects.filter(
        state__in=[State.ADMITTED, State.ENDED],
        decided_at__date__range=(from_date, to_date),
        includes__community=community,
    )
    return [
        _("%(title)s (%(office)s, number %(year)s-%(serial)s)")
        % {"title": one.title, "office": one.applicant.name, "year": one.year, "serial": one.serial}
        for one in rows.select_related("applicant").order_by("decided_at", "pk")
    ]


RECORDED.add("topics", (Kind.CONSULTATIONS, topics))
RECORDED.add("gate", (Kind.ASSISTANCE, tasks))
