"""What can happen at the gate."""

from django.utils.translation import gettext_lazy as _

from linli.facts.kinds import Good, declare

MANAGEMENT = (Good.MANAGEMENT,)
OF = ("office", "sort", "emergency")

SUBMITTED = declare(
    "intake.application.submitted", _("A task for communities was applied for"), goods=MANAGEMENT, attributes=OF
)
COMMENTED = declare(
    "intake.application.commented",
    _("A committee commented on an application"),
    goods=(Good.SELF_GOVERNMENT,),
    attributes=("office",),
)
ADMITTED = declare(
    "intake.application.admitted",
    _("A task was admitted"),
    goods=MANAGEMENT,
    attributes=(*OF, "changed", "communities"),
)
RETURNED = declare("intake.application.returned", _("An application was returned"), goods=MANAGEMENT, attributes=OF)
REFUSED = declare("intake.application.refused", _("An application was not admitted"), goods=MANAGEMENT, attributes=OF)
WITHDRAWN = declare("intake.application.withdrawn", _("An application was withdrawn"), attributes=OF)
KEPT = declare("intake.task.kept", _("A task was reviewed and kept"), goods=MANAGEMENT, attributes=OF)
ENDED = declare("intake.task.ended", _("A task ended"), goods=MANAGEMENT, attributes=(*OF, "by_itself"))
EXIT_ASKED = declare(
    "intake.task.exit_asked",
    _("Residents want a task to end"),
    unit="persons",
    goods=(Good.SELF_GOVERNMENT,),
    attributes=("office",),
)
GIVEN = declare("intake.task.given", _("A community got an admitted task"), unit="working_minutes", attributes=OF)
STEP_DONE = declare(
    "intake.step.done", _("A step of a task was done"), goods=MANAGEMENT, attributes=("office", "in_time")
)
WORK_REFUSED = declare(
    "intake.work.refused", _("Work without a number was refused"), goods=MANAGEMENT, attributes=("office", "way")
)
GAP_REPORTED = declare(
    "intake.gap.reported", _("What the law does not let a community do was reported"), goods=MANAGEMENT
)
GAP_ANSWERED = declare(
    "intake.gap.answered", _("The district answered what the law does not let a community do"), goods=MANAGEMENT
)
RATED = declare(
    "intake.office.rated",
    _("A committee rated an office"),
    goods=MANAGEMENT,
    attributes=("office", "in_time", "helped", "money", "quarter"),
)
LIST_KEPT = declare(
    "intake.list.kept",
    _("A line of the lists was written down, confirmed or ended"),
    goods=MANAGEMENT,
    attributes=("list", "what"),
)
LIST_IMPORTED = declare(
    "intake.list.imported", _("Lines of the lists were imported"), goods=MANAGEMENT, attributes=("created", "changed")
)
SAID = declare(
    "intake.task.said",
    _("A resident said what a task is worth"),
    goods=(Good.SELF_GOVERNMENT,),
    attributes=("should_end",),
)
ROUTINE_WRITTEN = declare(
    "intake.routine.written",
    _("A meeting, round, inspection, platform or chat group was written down"),
    goods=MANAGEMENT,
    attributes=("office", "sort"),
)
ROUTINE_ENDED = declare(
    "intake.routine.ended",
    _("A meeting, round, inspection, platform or chat group came to its end"),
    goods=MANAGEMENT,
    attributes=("office", "sort"),
)
