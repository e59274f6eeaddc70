from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def who_acts(handle: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    return handle
