"""Who calls and runs meetings: those who work for the community. Everybody reads what was called; a roll is for those who run it."""

from linli.base.rights import Right, when
from linli.base.roles import COMMITTEE, STREET
from linli.places.rules import lives_in, over

from .models import Meeting

RUNS = over(COMMITTEE, "community")

hold_meetings = Right("meetings.hold_meetings", "places.Community", over(COMMITTEE))
run_meeting = Right("meetings.run_meeting", "meetings.Meeting", RUNS)
see_meeting = Right("meetings.see_meeting", "meetings.Meeting", ~when("state", Meeting.State.DRAFT) | RUNS)
back_demand = Right("meetings.back_demand", "meetings.Demand", lives_in("community"))
"""Who lives there; whether they stand in the records, and so count, is seen when they do."""

count_signatures = Right("meetings.count_signatures", "meetings.Demand", RUNS)
hear_of_demands = Right("meetings.hear_of_demands", "places.Community", over(STREET))
"""Hear of a demanded meeting that was not called in time: the street office."""
