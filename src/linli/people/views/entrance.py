"""The way in: signing up, and waking the roles that need a second factor."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linli.base.errors import Invalid
from linli.base.requests import Request
from linli.places.queries import communities

from ..actions import sign_up as open_own_account
from ..forms import SignUpForm
from ..middleware import has_second_factor
from ..queries import has_second_factor_ready, my_account, role_names
from ..sign_in import sign_in_newcomer


def sign_up(request: Request) -> HttpResponse:
    """A resident's own account. Living here is enough; a telephone or an e-mail is not."""
    if request.actor.kind == "person":
        return redirect("people:me")
    here = request.community
    choices = [*([here] if here else []), *communities(on=timezone.localdate(request.now))[:100]]
    form = SignUpForm(request.POST or None, communities=choices, initial={"community": here.pk if here else None})
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = dict(form.cleaned_data)
        given["community"] = form.communities[given["community"]]
        del given["agree"]
        try:
            account = open_own_account(request.actor, **given, language=get_language() or "zh-hans", now=request.now)
        except Invalid as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        else:
            messages.success(request, _("Your account is open. Welcome!"))
            return sign_in_newcomer(request, account)
    return render(request, "people/sign_up.html", {"form": form})


@login_required
def second_factor(request: Request) -> HttpResponse:
    """Why some roles sleep, and the two ways to wake them."""
    if my_account(request.actor).must_choose_password:
        return redirect("account_change_password")
    context = {
        "asleep": role_names(role.kind for role in request.actor.sleeping),
        "is_ready": has_second_factor_ready(request.actor),
        "is_shown": has_second_factor(request),
    }
    return render(request, "people/second_factor.html", context)
