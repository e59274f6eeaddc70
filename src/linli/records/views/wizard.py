"""The wizard for a committee's files: sheet, columns, differences, done. Every step is a page of its own and can be left."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from linli.base.errors import Invalid, Missing, Refused
from linli.base.requests import Request, read_key

from .. import actions
from ..forms import ColumnsForm, UploadForm
from ..queries.fields import fields
from ..queries.imports import columns_of, ground_of, plan_of, read_run, run_named, runs, sheets_of
from ..workbooks import workbook
from .common import excel, here

PAGE = 40
REPORT = ("new", "added", "changed", "kept", "same", "repeated", "refused", "left_out")


@login_required
def begin(request: Request) -> HttpResponse:
    """Choose a file; those read in before."""
    community = here(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.begin_import(request.actor, community, file=form.cleaned_data["file"], now=request.now)
            return redirect("records:import", key=made.pk)
        except Invalid as wrong:
            form.add_error("file", str(wrong))
    return render(
        request, "records/imports.html", {"form": form, "runs": runs(request.actor, community), "community": community}
    )


@login_required
def run(request: Request, key: int) -> HttpResponse:
    """Where a file stands: which sheet, or what became of it."""
    found = run_named(request.actor, key)
    if found.state != "open":
        return render(
            request, "records/done.html", {"run": found, "report": _report(found), "refused": found.refused[:PAGE]}
        )
    if request.method == "POST" and request.POST.get("do") == "drop":  # without a look at the file
        actions.drop_import(request.actor, found, now=request.now)
        messages.success(request, _("The file is deleted. Nothing was changed."))
        return redirect("records:imports")
    try:
        sheets = sheets_of(found)
        if request.method == "POST" or len(sheets) <= 1:
            chosen = request.POST.get("sheet") or (sheets[0] if sheets else "")
            if chosen not in sheets and sheets:
                raise Missing(_("There is no such sheet."))
            if chosen != found.sheet:
                actions.choose_sheet(request.actor, found, sheet=chosen, now=request.now)
            return redirect("records:columns", key=key)
    except Invalid as wrong:
        return _cannot_be_read(request, found, wrong)
    return render(request, "records/sheet.html", {"run": found, "sheets": sheets})


@login_required
@never_cache
def columns(request: Request, key: int) -> HttpResponse:
    """Which column is what, with the first rows beside it."""
    found = _open(request, key)
    try:
        proposed = columns_of(request.actor, found)
    except Invalid as wrong:
        return _cannot_be_read(request, found, wrong)
    form = ColumnsForm(request.POST or None, columns=proposed, fields=fields(request.actor, found.community))
    if request.method == "POST" and form.is_valid():
        try:
            actions.map_columns(request.actor, found, columns=form.mapped(), now=request.now)
            return redirect("records:differences", key=key)
        except Invalid as wrong:
            form.add_error(None, str(wrong))
    return render(request, "records/columns.html", {"run": found, "form": form, "lines": form.lines()})


@login_required
@never_cache
def differences(request: Request, key: int) -> HttpResponse:
    """What the file would change; nothing is replaced before somebody has decided."""
    found = _open(request, key)
    if not found.columns:
        return redirect("records:columns", key=key)
    try:
        ground = ground_of(found.community)
        reading = read_run(request.actor, found, ground, now=request.now)
        if request.method == "POST":
            found = _decide(request, found)
            if request.POST.get("do") == "finish":
                actions.finish_import(request.actor, found, reading, now=request.now)
                messages.success(request, _("The file is read in."))
                return redirect("records:import", key=key)
            return redirect(
                f"/desk/records/import/{key}/differences/?after={read_key(request.GET.get('after', '')) or 0}"
            )
    except Invalid as wrong:
        return _cannot_be_read(request, found, wrong)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("records:differences", key=key)
    plan = plan_of(found, reading, ground)
    shown = _differences(request, found, plan)
    actions.note_roll_read(
        request.actor,
        found.community,
        residents=shown.pop("residents"),
        households=(),
        now=request.now,
        purpose=_("Reading a file in: %(file)s") % {"file": found.file_name},
    )
    return render(request, "records/differences.html", shown)


@login_required
@never_cache
def refused(request: Request, key: int) -> HttpResponse:
    """The rows that were not taken, as a file to mend and send again."""
    found = run_named(request.actor, key)
    headings = [_("line"), _("reason"), *found.refused_headings]
    rows = [[line, reason, *cells] for line, reason, cells in found.refused]
    return excel(workbook(_("Refused rows"), headings, rows), f"linli-refused-{found.pk}")


def _open(request: Request, key: int) -> Any:
    found = run_named(request.actor, key)
    if found.state != "open":
        raise Missing(_("This file is done with."))
    return found


def _cannot_be_read(request: Request, found: Any, wrong: Invalid) -> HttpResponse:
    return render(request, "records/unreadable.html", {"run": found, "reason": str(wrong)})


def _decide(request: Request, found: Any) -> Any:
    """What the page says, field by field: `row-17-telephone`, `column-telephone`, `alike-17`; or one button for all."""
    post = request.POST
    rows: dict[str, dict[str, str]] = {}
    for name, value in post.items():
        if name.startswith("row-") and value:
            line, key = name.removeprefix("row-").split("-", 1)
            rows.setdefault(line, {})[key] = str(value)
    return actions.decide(
        request.actor,
        found,
        everything=post["all"] if post.get("all") in {"new", "kept"} else None,
        columns={
            name.removeprefix("column-"): str(value)
            for name, value in post.items()
            if name.startswith("column-") and value
        },
        rows=rows,
        alike={
            name.removeprefix("alike-"): str(value)
            for name, value in post.items()
            if name.startswith("alike-") and value
        },
        now=request.now,
    )


def _differences(request: Request, found: Any, plan: Any) -> dict[str, Any]:
    offset = read_key(request.GET.get("after", "")) or 0
    changed = plan.changed
    by_column: dict[str, dict[str, Any]] = {}
    for match in changed:
        for cell in match.cells:
            column = by_column.setdefault(cell.key, {"key": cell.key, "label": cell.label, "count": 0})
            column["count"] += 1
    return {
        "run": found,
        "new": len(plan.fresh),
        "added": len(plan.added_to),
        "same": plan.same,
        "repeated": plan.repeated,
        "left_out": plan.left_out,
        "changed": [
            {"line": m.said.line, "name": m.known.name, "cells": m.cells} for m in changed[offset : offset + PAGE]
        ],
        "changed_count": len(changed),
        "columns": list(by_column.values()),
        "undecided": plan.undecided,
        "alike": [_likeness(a) for a in plan.alike[:PAGE]],
        "alike_count": len(plan.alike),
        "refused": plan.refused[:PAGE],
        "refused_count": len(plan.refused),
        "after": offset + PAGE if offset + PAGE < len(changed) else None,
        "before": max(offset - PAGE, 0) if offset else None,
        "examples": [s.name for s in plan.fresh[:8]],
        "residents": {m.known.key for m in changed[offset : offset + PAGE]}
        | {k.key for a in plan.alike[:PAGE] for k in a.candidates},
    }


def _likeness(alike: Any) -> dict[str, Any]:
    candidates = [{"key": k.key, "name": k.name, "address": k.address} for k in alike.candidates]
    return {"line": alike.said.line, "name": alike.said.name, "address": alike.address, "candidates": candidates}


def _report(found: Any) -> list[tuple[str, int]]:
    names = {
        "new": _("new residents"),
        "added": _("residents with gaps filled"),
        "changed": _("residents with values replaced"),
        "kept": _("residents left as they were"),
        "same": _("residents already the same"),
        "repeated": _("rows that repeat another"),
        "refused": _("rows refused"),
        "left_out": _("lines that are no row (totals, notes, empty)"),
    }
    return [(names[key], found.report[key]) for key in REPORT if found.report.get(key)]
