"""What casework does by itself: silence climbs, silence closes, old contact details go."""

from linli.base.ticks import every

from .actions.hands import open_late_calls
from .actions.recurring import forget_old_contacts
from .actions.resolving import close_silent_cases
from .actions.whistles import climb_silent_calls

every(5, "casework.climb", climb_silent_calls)
every(10, "casework.late_hands", open_late_calls)
every(60, "casework.close", close_silent_cases)
every(24 * 60, "casework.forget", forget_old_contacts)
