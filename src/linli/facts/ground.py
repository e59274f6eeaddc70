"""Facts of the floors below: what happens to places and people."""

from django.utils.translation import gettext_lazy as _

from .kinds import Good, declare

declare("places.community.opened", _("A community began to use Linli"))
declare("places.community.merged", _("Communities were merged"), attributes=("into",))
declare("places.community.split", _("A community was split"), attributes=("into",))
declare("places.community.renamed", _("A community was renamed"))
declare("places.divisions.imported", _("Divisions were imported"), attributes=("created", "changed"))
declare(
    "places.figure.confirmed",
    _("A figure of the community was confirmed"),
    goods=(Good.MANAGEMENT,),
    attributes=("figure", "as_of"),
)
declare("people.role.given", _("A role was given"), attributes=("role",))
declare("people.role.ended", _("A role ended"), attributes=("role",))
declare("people.consent.given", _("Consent was given"), attributes=("purpose", "version"))
declare("people.consent.withdrawn", _("Consent was withdrawn"), attributes=("purpose",))
declare("people.details.seen", _("Staff opened personal details"), attributes=("fields",))
declare("people.person.erased", _("A person's data were erased"))
