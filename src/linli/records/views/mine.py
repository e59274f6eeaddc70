"""A resident's own record."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from linli.base.errors import Invalid
from linli.base.requests import Request, read_key

from .. import actions
from ..forms import WishForm
from ..queries.mine import my_record, my_records


@login_required
@never_cache
def page(request: Request) -> HttpResponse:
    """Everything the committee keeps of me, on what basis, for what, from where, and who opened it."""
    records = my_records(request.actor)
    choices = list(dict.fromkeys((line.field.key, line.field.label) for record in records for line in record.values))
    form = WishForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        found = my_record(request.actor, read_key(request.POST.get("record", "")) or 0)
        try:
            actions.ask_correction(
                request.actor, found, field=form.cleaned_data["field"], text=form.cleaned_data["text"], now=request.now
            )
            messages.success(request, _("The committee is told, and answers here."))
            return redirect("records:mine")
        except Invalid as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
    return render(request, "records/mine.html", {"records": records, "form": form})
