"""The inbox, what comes by e-mail, how offices are told, and what did not arrive."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linli.base.errors import Invalid, Missing, NotYours
from linli.base.limits import slow_down
from linli.base.requests import Request, read_key

from .actions import add_channel, choose_emails, end_channel, mark_read, send_test, try_again
from .asking import LINK, answer_for_address, asked_behind
from .forms import ChannelForm, EmailsForm
from .queries import (
    channels_of,
    deliveries_to,
    failed_count,
    failed_deliveries,
    inbox,
    my_notice,
    office_kept,
    offices,
    reminded_days_ahead,
    silences,
    unread_count,
)
from .reminding import choose_rhythm


def inbox_page(request: Request) -> HttpResponse:
    """One's own notices, newest first. Opening one marks it read."""
    if request.actor.kind != "person":
        return redirect("/accounts/login/?next=/inbox/")
    if request.method == "POST":
        return _read(request)
    notices, more = inbox(request.actor, before=read_key(request.GET.get("before", "")))
    context = {"notices": notices, "more": more, "unread": unread_count(request.actor)}
    return render(request, "notices/inbox.html", context)


def _read(request: Request) -> HttpResponse:
    key, verb = request.POST.get("notice", ""), request.POST.get("do", "")
    if verb == "read_all":
        mark_read(request.actor, now=request.now)
        return redirect("notices:inbox")
    notice = my_notice(request.actor, read_key(key) or 0)
    mark_read(request.actor, key=notice.key, now=request.now)
    return redirect(notice.path if verb == "open" and notice.path else "notices:inbox")


def emails(request: Request) -> HttpResponse:
    """Which notices also come by e-mail."""
    if request.actor.kind != "person":
        return redirect("/accounts/login/?next=/me/notices/")
    days = reminded_days_ahead(request.actor, now=request.now)
    form = EmailsForm(
        request.POST if request.method == "POST" else None, silences=silences(request.actor), days_ahead=days
    )
    if request.method == "POST" and form.is_valid():
        choose_emails(request.actor, wants_any=form.cleaned_data["wants_any"], unwanted=form.unwanted, now=request.now)
        if (days := form.cleaned_data["days_ahead"]) is not None:
            choose_rhythm(request.actor, days_ahead=days, now=request.now)
        messages.success(request, _("Kept. Your inbox here still has everything."))
        return redirect("notices:emails")
    return render(request, "notices/emails.html", {"form": form})


def asked_by(request: Request, key: int, code: str) -> None:
    """Missing for a link that asks nobody; tries are counted."""
    slow_down(request, "code", most=60, minutes=10)
    _asked(key, code)


def _asked(key: int, code: str) -> Any:
    row = asked_behind(key, code)
    if row is None:
        raise Missing(_("This link is not known. Please compare it with what you were sent."))
    return row


def mail(request: Request, key: int, code: str) -> HttpResponse:
    """Whoever reads an address says whether more may come there. Nothing is done by opening it: mail programmes open links by themselves."""
    row = _asked(key, code)
    if request.method == "POST":
        wants = request.POST.get("do") == "yes"
        answer_for_address(request.actor.bearing(LINK, key), key, wants=wants, now=request.now)
        messages.success(
            request, _("You will be told what happens.") if wants else _("We shall not write to this address again.")
        )
        return redirect(request.path)
    return render(request, "notices/mail.html", {"answer": row.answer, "says_no": "no" in request.GET})


def office_list(request: Request) -> HttpResponse:
    """Offices whose ways the reader keeps."""
    words = request.GET.get("q", "")[:60]
    found = offices(request.actor, words=words)
    if not found and not words:
        raise NotYours(_("You keep no office's addresses."))
    context = {"offices": found, "words": words, "failed": failed_count(request.actor)}
    return render(request, "notices/offices.html", context)


def office(request: Request, key: int) -> HttpResponse:
    """The ways to one office: add, end, send a test; and what went there."""
    organisation = office_kept(request.actor, key)
    form = ChannelForm(request.POST if request.POST.get("do") == "add" else None, initial={"kind": "wecom"})
    if request.method == "POST" and _changed(request, organisation, form):
        return redirect("notices:office", key=key)
    context = {
        "office": organisation,
        "channels": channels_of(request.actor, organisation),
        "deliveries": deliveries_to(request.actor, organisation),
        "form": form,
    }
    return render(request, "notices/office.html", context)


def failed(request: Request) -> HttpResponse:
    """What did not arrive, and trying again."""
    if request.method == "POST":
        for key in filter(None, map(read_key, request.POST.getlist("delivery"))):
            try_again(request.actor, key, now=request.now)
        messages.success(request, _("On its way again; the next minute shows whether it arrives."))
        return redirect("notices:failed")
    if request.actor.kind != "person" or not offices(request.actor, most=1):
        raise NotYours(_("You keep no office's addresses."))
    return render(request, "notices/failed.html", {"deliveries": failed_deliveries(request.actor)})


def _changed(request: Request, organisation: Any, form: ChannelForm) -> bool:
    """Whether something was done; False when the form has to be shown again."""
    verb = request.POST.get("do", "")
    if verb == "add":
        return form.is_valid() and _added(request, organisation, form)
    channel = next(
        (c for c in channels_of(request.actor, organisation) if str(c.pk) == request.POST.get("channel")), None
    )
    if channel is None:
        raise Missing(_("There is no such way to this office."))
    if verb == "end":
        end_channel(request.actor, channel, now=request.now)
        messages.success(request, _("Nothing new is sent there any more."))
    elif reason := send_test(request.actor, channel, now=request.now):
        messages.error(request, _("The test message did not arrive: %(reason)s") % {"reason": reason})
    else:
        messages.success(request, _("The test message was sent. Please look whether it has arrived."))
    return True


def _added(request: Request, organisation: Any, form: ChannelForm) -> bool:
    try:
        add_channel(request.actor, organisation, **form.cleaned_data, now=request.now)
    except Invalid as wrong:
        form.add_error(wrong.field, str(wrong))
        return False
    messages.success(request, _("Added. Send a test to see whether messages arrive."))
    return True
