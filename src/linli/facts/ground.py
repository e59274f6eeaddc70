"""Facts of the floors below: what happens to places and people."""

from django.utils.translation import gettext_lazy as _

from .kinds import Good, declare

declare("places.community.opened", _("A community began to use Linli"))
declare("places.community.merged", _("Communities were merged"), attributes=("into",))
declare("places.community.split", _("A community was split"), attributes=("into",))
declare("places.community.described", _("A community's details were written down"))
declare("places.community.renamed", _("A community was renamed"))
declare("places.divisions.imported", _("Divisions were imported"), attributes=("created", "changed"))
declare(
    "places.figure.confirmed",
    _("A figure of the community was confirmed"),
    goods=(Good.MANAGEMENT,),
    attributes=("figure", "as_of"),
)
declare("places.register.changed", _("The register of places was changed"), attributes=("what",))
declare("places.calendar.changed", _("A day of the official calendar was changed"), attributes=("day", "working"))
declare(
    "places.rule.set",
    _("A place set a rule stricter than the law's"),
    goods=(Good.SELF_GOVERNMENT,),
    attributes=("rule", "level"),
)
declare("places.rule.ended", _("A rule of a place ended"), goods=(Good.SELF_GOVERNMENT,), attributes=("rule", "level"))
declare("people.role.given", _("A role was given"), attributes=("role",))
declare("people.role.ended", _("A role ended"), attributes=("role",))
declare("people.consent.given", _("Consent was given"), attributes=("purpose", "version"))
declare("people.consent.withdrawn", _("Consent was withdrawn"), attributes=("purpose",))
declare("people.details.seen", _("Staff opened personal details"), unit="persons", attributes=("fields",))
declare("people.known.asked", _("Somebody asked to be confirmed as a neighbour"))
declare("people.known.confirmed", _("Somebody is known as a neighbour"), attributes=("how",))
declare("people.known.ended", _("Somebody is no longer known as a neighbour"), attributes=("how",))
declare("people.person.added", _("A person was written down"))
declare("people.person.corrected", _("Personal details were corrected"))
declare("people.person.erased", _("A person's data were erased"))
declare("people.account.opened", _("An account was opened"))
declare("people.account.suspended", _("An account was suspended"))
declare("people.account.resumed", _("A suspended account was opened again"))
declare("people.password.chosen", _("A password was chosen"))
declare("people.password.given", _("A temporary password was given"))
declare("people.second_factor.forgotten", _("A lost second factor was removed"))
declare("people.programme.registered", _("A programme got a key"))
declare("people.programme.ended", _("A programme's key ended"))
