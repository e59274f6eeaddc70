"""What people are told about a request, by the kind of what happened."""

from django.utils.translation import gettext_lazy as _

from linli.notices.kinds import declare_notice

from . import facts

NEW = "casework.request.new"  # the reporter's own notice has the fact's key
UNHEARD = "casework.request.unheard"
PART_ENDED = "casework.whistle.taken_back"
OFFICE_LEFT = "casework.whistle.left"

declare_notice(NEW, _("A new request: %(number)s"), _("It waits for somebody to take it up."))
declare_notice(
    UNHEARD,
    _("Request %(number)s waits, and nobody is there who may deal with it"),
    _("Give somebody the role for it, or see to it that the committee hears of it."),
)
declare_notice(
    PART_ENDED,
    _("The call to request %(number)s has ended"),
    _("The request is dealt with in another way. Nothing more is asked of your office."),
)

declare_notice(
    OFFICE_LEFT,
    _("Who took over a part of request %(number)s for an office is gone"),
    _("The office still owes its part. Agree who does it."),
)

YOURS_TO_HELP, NOT_NEEDED, LEFT_BEHIND = "casework.hands.yours", "casework.hands.not_needed", facts.LEFT_BEHIND.key

for kind, title, body in (
    (facts.REPORTED, _("Your request %(number)s was received"), _("You can follow it and answer questions here.")),
    (facts.JOINED, _("Somebody else has the same problem: %(number)s"), ""),
    (
        facts.ACCEPTED,
        _("Your request %(number)s was accepted"),
        _("The committee leads it from now on and will tell you what happens."),
    ),
    (facts.ASSIGNED, _("Request %(number)s was given to you"), ""),
    (facts.STARTED, _("Work on your request %(number)s has begun"), ""),
    (facts.ANSWERED, _("There is an answer to your request %(number)s"), _("Read what will happen next.")),
    (
        facts.ASKED,
        _("The committee has a question about your request %(number)s"),
        _("Please answer, so that work can go on."),
    ),
    (facts.REPLIED, _("The reporter replied: %(number)s"), ""),
    (facts.EXTENDED, _("Your request %(number)s takes longer"), _("The reason and the new date are written there.")),
    (
        facts.RESOLVED,
        _("Your request %(number)s was resolved"),
        _("Please say whether it is really solved. If not, it is opened again."),
    ),
    (
        facts.DUE_MOVED,
        _("The day promised for request %(number)s has changed"),
        _("It was reckoned again. The new date, and what was promised first, are written there."),
    ),
    (facts.FOLLOWED_UP, _("The promise about your request %(number)s was followed up"), ""),
    (facts.RATED, _("The reporter rated the result: %(number)s"), ""),
    (facts.REOPENED, _("Request %(number)s is not solved and was opened again"), ""),
    (facts.DECLINED, _("Your request %(number)s was declined"), _("The reason is written there.")),
    (
        facts.MERGED,
        _("Your request %(number)s was joined with %(into)s"),
        _("It is the same matter. You will be told of everything that happens there."),
    ),
    (facts.WARNED, _("A deadline of request %(number)s is near or has passed"), ""),
    (
        facts.WHISTLED,
        _("Offices were called to request %(number)s"),
        _("Each of them must answer within its own time; everybody can see the answers."),
    ),
    (facts.CALL_ACCEPTED, _("An office accepted the call: %(number)s"), ""),
    (facts.CALL_REPORTED, _("An office says who does what by when: %(number)s"), ""),
    (facts.CALL_REFUSED, _("An office refused the call: %(number)s"), _("Its ground is written there.")),
    (facts.CALL_DONE, _("An office has done its part: %(number)s"), ""),
    (facts.CALL_CLIMBED, _("An office did not answer in time; the next level was called: %(number)s"), ""),
    (
        facts.HANDS_CALLED,
        _("Somebody near by needs hands: %(number)s"),
        _("Could you come? You are told the door once the committee, or whoever asked, has said yes to you."),
    ),
    (
        facts.HANDS_OFFERED,
        _("A neighbour could come: %(number)s"),
        _("Say yes there; only then are they told the door."),
    ),
    (facts.HANDS_ACCEPTED, _("A volunteer is coming: %(number)s"), ""),
    (facts.HANDS_LATE, _("The help for %(number)s is late; the call is open again"), _("Please ask what happened.")),
    (facts.HANDS_DONE, _("The volunteer has helped: %(number)s"), _("You can say thank you there.")),
    (facts.HANDS_ENDED, _("The volunteer cannot come after all: %(number)s"), ""),
    (facts.HANDS_THANKED, _("Thank you for your help: %(number)s"), ""),
):
    declare_notice(kind.key, title, body)

declare_notice(
    NOT_NEEDED, _("Nobody needs to come any more: %(number)s"), _("Thank you for your offer. Please do not go there.")
)
declare_notice(YOURS_TO_HELP, _("Yes, please come: %(number)s"), _("Door and telephone stand there until it is done."))
declare_notice(
    LEFT_BEHIND,
    _("Nobody leads request %(number)s any more"),
    _("Whoever led it cannot any more. Take it over, or give it to somebody."),
)
