"""The three moments of a last day: the day before, the day itself to its last minute, and the first minute after it."""

from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware

ON_TIME, TOO_LATE = ("the day before", "the last minute of the day"), "the first minute after"


def moments(last: date) -> dict[str, datetime]:
    return {
        "the day before": make_aware(datetime.combine(last - timedelta(days=1), time(12))),
        "the last minute of the day": make_aware(datetime.combine(last, time(23, 59))),
        "the first minute after": make_aware(datetime.combine(last + timedelta(days=1), time(0, 0))),
    }
