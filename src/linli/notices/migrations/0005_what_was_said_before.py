"""What was said before these rows were kept is not said again on the day of the upgrade: whoever was told of a kind had heard of all
that was due to be said of it by then, because each room told of everything on its day.
"""

from uuid import uuid4

from django.db import migrations
from django.db.models import Max

KINDS = [
    "budgets.costing.due", "budgets.project.due", "casework.case.warned", "casework.request.unheard", "deliberation.answer.due",
    "deliberation.step.due", "funds.promise.overdue", "intake.warned", "meetings.assembly.due", "meetings.call.due",
    "meetings.meeting.not_held", "meetings.step.due", "publication.due", "publication.put_right.due", "publication.question.due",
    "publication.ruling.due", "surveys.results.due", "surveys.survey.ends", "team.handover.late",
]


def carry_over(apps, schema_editor):
    Notice, Said = (apps.get_model("notices", name) for name in ("Notice", "Said"))
    told = Notice.objects.filter(kind__in=KINDS).order_by("kind", "person").values_list("kind", "person").annotate(Max("at"))
    run = uuid4()
    Said.objects.bulk_create([Said(kind=kind, person_id=person, at=at, run=run) for kind, person, at in told], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0004_what_was_said_of_what_is_due'),
    ]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
