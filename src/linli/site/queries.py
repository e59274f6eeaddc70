"""What the operator and the worker read of the house itself; nothing of it is about a person."""

from .models import JobRun, KeyMark


def last_runs() -> list[JobRun]:
    return list(JobRun.objects.order_by("key"))


def key_marks() -> dict[str, str]:
    return dict(KeyMark.objects.order_by("name").values_list("name", "mark"))
