"""My own page: what is kept about me, who looked at it, what I agreed to, and how to take it away."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from linli.base.errors import Invalid, Refused
from linli.base.limits import slow_down
from linli.base.menu import entries
from linli.base.requests import Request

from ..actions import correct_details, erase_me, give_consent, withdraw_consent
from ..forms import DetailsForm, EraseForm
from ..middleware import has_second_factor
from ..my_data import zip_of
from ..permissions import leads_a_building
from ..queries import (
    has_second_factor_ready,
    known_lines,
    looks_at_me,
    my_access,
    my_account,
    my_consents,
    my_person,
    my_roles,
)
from ..registries import EXPORTS


@login_required
@never_cache
def page(request: Request) -> HttpResponse:
    person = my_person(request.actor)
    context = {
        "person": person,
        "roles": my_roles(request.actor, on=timezone.localdate(request.now)),
        "asleep": bool(request.actor.sleeping),
        "has_device": has_second_factor_ready(request.actor),
        "is_shown": has_second_factor(request),
        "known": next((line for line in reversed(known_lines(request.actor, person)) if line.counts), None),
        "leads": leads_a_building(request.actor),
        "looks": len(looks_at_me(request.actor)),
        "settings": entries(request.actor, "settings"),
    }
    return render(request, "people/me.html", context)


@login_required
@never_cache
def details(request: Request) -> HttpResponse:
    """Correct one's own details."""
    person = my_person(request.actor)
    start = {name: getattr(person, name) for name in ("name", "telephone", "email", "language")}
    form = DetailsForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            correct_details(request.actor, person, **form.cleaned_data, door=person.door, now=request.now)
        except Invalid as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        else:
            messages.success(request, _("Your details are stored."))
            response = redirect("people:me")
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                form.cleaned_data["language"],
                max_age=settings.LANGUAGE_COOKIE_AGE,
                samesite="Lax",
                secure=settings.HTTPS,
            )
            return response
    return render(request, "people/details.html", {"form": form})


@login_required
@never_cache
def looks(request: Request) -> HttpResponse:
    """谁看过我的资料."""
    return render(request, "people/looks.html", {"looks": looks_at_me(request.actor)})


@login_required
@never_cache
def access(request: Request) -> HttpResponse:
    """我的登录记录."""
    return render(request, "people/my_access.html", {"lines": my_access(request.actor)})


@login_required
def consents(request: Request) -> HttpResponse:
    """Each purpose with one button: agree, or take it back."""
    if request.method == "POST":
        if purpose := request.POST.get("give"):
            give_consent(request.actor, purpose=purpose, now=request.now)
            messages.success(request, _("You agreed. You can take it back here at any time."))
        elif purpose := request.POST.get("withdraw"):
            withdraw_consent(request.actor, purpose=purpose, now=request.now)
            messages.success(request, _("You have taken it back."))
        return redirect("people:consents")
    return render(request, "people/consents.html", {"consents": my_consents(request.actor)})


@login_required
def data(request: Request) -> HttpResponse:
    """What is kept here: to take along, or to erase."""
    return render(request, "people/data.html", {"parts": len(EXPORTS)})


@login_required
@never_cache
def download(request: Request) -> FileResponse:
    slow_down(request, "download", most=10, minutes=60)
    file = zip_of(request.actor, now=request.now)
    return FileResponse(file, as_attachment=True, filename=f"linli-{timezone.localdate(request.now):%Y%m%d}.zip")


@login_required
@never_cache
def erase(request: Request) -> HttpResponse:
    """Erase everything about oneself, once the password shows that it is meant."""
    form = EraseForm(request.POST or None, account=my_account(request.actor))
    if request.method == "POST" and form.is_valid():
        try:
            erase_me(request.actor, now=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            logout(request)
            messages.success(request, _("Your data are erased and your account is closed."))
            return redirect("/")
    return render(request, "people/erase.html", {"form": form})
