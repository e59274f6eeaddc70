"""What can happen in casework. Each key chooses the fact, the line of a case's history and the notice."""

from django.utils.translation import gettext_lazy as _

from linli.facts.kinds import Good, declare

SERVICES, MANAGEMENT, ETHOS = Good.SERVICES, Good.MANAGEMENT, Good.ETHOS
CASE = ("category", "good", "channel", "visible")

REPORTED = declare("casework.case.reported", _("A request was received"), goods=(SERVICES,), attributes=CASE)
JOINED = declare(
    "casework.case.joined", _("Somebody said: me too"), unit="persons", goods=(SERVICES,), attributes=("category",)
)
ACCEPTED = declare(
    "casework.case.accepted",
    _("The request was accepted"),
    unit="working_minutes",
    goods=(SERVICES,),
    attributes=("category", "in_time"),
)
ASSIGNED = declare("casework.case.assigned", _("The request was given to somebody"), attributes=("to",))
STARTED = declare("casework.case.started", _("Work began"))
ANSWERED = declare(
    "casework.case.answered",
    _("The reporter was answered"),
    unit="working_minutes",
    goods=(SERVICES,),
    attributes=("category", "in_time", "first"),
)
ASKED = declare("casework.case.asked", _("The reporter was asked; the clocks stand still"))
REPLIED = declare("casework.case.replied", _("The reporter replied; the clocks run on"), unit="working_minutes")
NOTED = declare("casework.case.noted", _("A note was written"))
EXTENDED = declare(
    "casework.case.extended", _("The deadline was extended, and the reporter told why"), unit="working_minutes"
)
DUE_MOVED = declare("casework.case.due_moved", _("The deadline was reckoned again"), attributes=("cause",))
RECATEGORISED = declare("casework.case.recategorised", _("The category was changed"), attributes=("category",))
RESOLVED = declare(
    "casework.case.resolved",
    _("The request was resolved"),
    unit="working_minutes",
    goods=(SERVICES,),
    attributes=("category", "outcome", "in_time", "round"),
)
FOLLOWED_UP = declare("casework.case.followed_up", _("The promise was followed up"), attributes=("kept",))
RATED = declare(
    "casework.case.rated",
    _("The reporter rated the result"),
    unit="stars",
    goods=(SERVICES,),
    attributes=("category", "solved", "channel", "round"),
)
REOPENED = declare(
    "casework.case.reopened", _("The request was reopened"), goods=(SERVICES,), attributes=("category", "round")
)
CLOSED = declare(
    "casework.case.closed", _("The request was closed"), goods=(SERVICES,), attributes=("category", "rated")
)
DECLINED = declare("casework.case.declined", _("The request was declined"), attributes=("category",))
MERGED = declare("casework.case.merged", _("The request was merged into another"), attributes=("category",))
HIDDEN = declare("casework.case.hidden", _("The request was taken from public lists"))
SHOWN = declare("casework.case.shown", _("The request was put on public lists"))
WALLED = declare("casework.case.walled", _("The request was walled off from a member of staff"))
OPENED = declare("casework.case.contact_opened", _("Staff opened the contact details"))
WARNED = declare("casework.case.warned", _("A deadline is near or has passed"), attributes=("clock", "past"))

WHISTLED = declare("casework.whistle.called", _("An office was whistled"), goods=(MANAGEMENT,), attributes=("whistle",))
OFFICE_CALLED = declare(
    "casework.whistle.office_called",
    _("A whistle called this office"),
    goods=(MANAGEMENT,),
    attributes=("organisation", "climbed"),
)
CALL_ACCEPTED = declare(
    "casework.whistle.accepted",
    _("The office accepted"),
    unit="working_minutes",
    goods=(MANAGEMENT,),
    attributes=("organisation", "in_time"),
)
CALL_REPORTED = declare(
    "casework.whistle.reported",
    _("The office said who does what by when"),
    unit="working_minutes",
    goods=(MANAGEMENT,),
    attributes=("organisation", "in_time"),
)
CALL_REFUSED = declare(
    "casework.whistle.refused",
    _("The office refused, with a ground"),
    unit="working_minutes",
    goods=(MANAGEMENT,),
    attributes=("organisation", "in_time"),
)
CALL_DONE = declare(
    "casework.whistle.done",
    _("The office has done its part"),
    unit="working_minutes",
    goods=(MANAGEMENT,),
    attributes=("organisation", "in_time"),
)
CALL_CLIMBED = declare(
    "casework.whistle.climbed",
    _("The office did not answer in time; the next level was called"),
    goods=(MANAGEMENT,),
    attributes=("organisation", "to"),
)
CALL_ENDED = declare("casework.whistle.ended", _("The office is no longer needed"), attributes=("organisation",))

CATEGORY_KEPT = declare("casework.category.kept", _("A category was set up or changed"), attributes=("category",))
QUESTION_KEPT = declare(
    "casework.question.kept", _("A category's question was set up or changed"), attributes=("category",)
)
CLOCK_SET = declare(
    "casework.clock.set", _("A deadline was set"), unit="working_minutes", attributes=("clock", "category")
)

LEFT_BEHIND = declare(
    "casework.case.left_behind", _("Whoever led the request cannot any more; it goes back to the committee")
)
HANDS_CALLED = declare(
    "casework.hands.called",
    _("Volunteers near by were called"),
    unit="persons",
    goods=(SERVICES, ETHOS),
    attributes=("category",),
)
HANDS_ACCEPTED = declare(
    "casework.hands.accepted", _("A volunteer is coming"), goods=(SERVICES, ETHOS), attributes=("minutes",)
)
HANDS_OFFERED = declare("casework.hands.offered", _("A neighbour could come"), goods=(SERVICES, ETHOS))
HANDS_LATE = declare("casework.hands.late", _("The volunteer has not said that it is done; the call is open again"))
HANDS_DONE = declare("casework.hands.done", _("The volunteer helped"), goods=(SERVICES, ETHOS), attributes=("minutes",))
HANDS_THANKED = declare("casework.hands.thanked", _("The volunteer was thanked"), goods=(ETHOS,))
HANDS_ENDED = declare("casework.hands.ended", _("Volunteers are no longer needed"))
