"""Who publishes, who asks, who complains, who rules on it. Everybody reads what is posted."""

from linli.base.rights import Right, is_me, when
from linli.base.roles import COMMITTEE, STREET
from linli.places.rules import lives_in, over

from .models import Publication

publish_for = Right("publication.publish_for", "places.Community", over(COMMITTEE))
see_publication = Right(
    "publication.see_publication",
    "publication.Publication",
    when("state", Publication.State.POSTED) | over(COMMITTEE, "community"),
)
speak_up = Right("publication.speak_up", "places.Community", lives_in())
"""Ask and complain: who lives there."""

see_complaint = Right("publication.see_complaint", "publication.Complaint", is_me("person") | over(STREET, "community"))
"""Who complained, and the street office over the community. Never the committee."""

write_complaint_down = Right("publication.write_complaint_down", "places.Community", over(STREET))
"""For somebody who came by, telephoned or wrote: the street office, not the committee."""

rule_on_complaint = Right(
    "publication.rule_on_complaint", "publication.Complaint", over(STREET, "community") & ~is_me("person")
)
