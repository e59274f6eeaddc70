"""The record of sign-ins, for administrators."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from linli.base.errors import NotYours
from linli.base.requests import Request, read_key

from ..forms.access import AccessFilter
from ..permissions import reads_access
from ..queries import access_records

PAGE = 100


@login_required
@never_cache
def page(request: Request) -> HttpResponse:
    if not reads_access(request.actor):
        raise NotYours(_("Sign-ins are read by the administrator."))
    form = AccessFilter(request.GET)
    form.is_valid()
    kind, name = form.cleaned_data.get("kind", ""), form.cleaned_data.get("name", "")
    before = read_key(request.GET.get("before", ""))
    lines = access_records(request.actor, kind=kind, name=name, before=before, most=PAGE)
    context = {"filter": form, "lines": lines, "before": lines[-1].key if len(lines) == PAGE else None}
    return render(request, "people/access.html", context)
