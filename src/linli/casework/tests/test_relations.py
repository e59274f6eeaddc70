"""What somebody is to a request, what happened to it later, and what they then read of it by each door: one table."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from uuid import uuid4

import pytest

from linli.base.actors import HOUSE
from linli.base.errors import Refused
from linli.base.rights import Right
from linli.casework import permissions
from linli.casework.actions import handling, merging, resolving
from linli.casework.actions.receiving import Contact, Place, join_case, report_case, reporter_behind
from linli.casework.actions.setup import add_category
from linli.casework.actions.whistles import blow_whistle, call_path, climb_silent_calls
from linli.casework.models import Case, Reporter, WhistleCall
from linli.casework.queries.cases import Filter, desk_rows
from linli.notices.models import Asked, Delivery, Notice
from linli.people.actions import end_role
from linli.people.models import Role

TELEPHONE, WORDS = "13712345678", "楼道灯坏了"
OTHER = "三楼走廊一片漆黑"

# Each line: what happened later, then what each of these reads by page and API:
#   first (code) · me too (code) · me too (account) · merged (old number and code) · stranger · worker who said "me too" ·
#   volunteer at work · office (link) · office (account) · chair
# all = everything, pub = what everybody reads, goes = that it is dealt with and their own words, . = there is none
TABLE = """
public        all pub  pub  pub  pub all  all all all all
private       all goes goes goes .   all  all all all all
hidden        all .    .    goes .   all  all all all all
confidential  all .    .    goes .   .    .   .   .   all
walled        all pub  pub  pub  pub pub  all all all all
role_ended    all pub  pub  pub  pub pub  pub all all all
resolved      all pub  pub  pub  pub all  all all all all
shown_again   all .    pub  pub  pub all  all all all all
"""
HOLDERS = (
    "first",
    "joiner",
    "neighbour",
    "merged",
    "stranger",
    "worker",
    "volunteer",
    "link",
    "department_officer",
    "chair",
)
LINES = [line.split() for line in TABLE.strip().splitlines()]


@pytest.fixture
def world(cast, now):
    """A request with everybody near it. The merged one is public with the heir, and reads what everybody reads of it."""

    def reported(text, **more):
        return report_case(cast.anyone, community=cast.here, category=cast.light, text=text, now=now, **more)

    place = Place(building=cast.building, door_text="801")
    first = reported(f"{WORDS}，电话{TELEPHONE}", place=place, contact=Contact(email="first@example.org"))
    case = handling.accept_case(cast.chair, first.case, now=now)
    joiner = join_case(cast.anyone, case, now=now, contact=Contact(email="joiner@example.org"))
    join_case(cast.neighbour, case, now=now)
    join_case(cast.worker, case, now=now)
    merged = reported(OTHER, contact=Contact(email="merged@example.org"))
    everybody_wants_to_hear(now)
    merging.merge_cases(cast.chair, merged.case, into=case, now=now)
    handling.assign_case(cast.chair, case, person_id=cast.keys["volunteer"], now=now)
    blow_whistle(cast.chair, case, organisations=[cast.works], text="请来", now=now)
    call = WhistleCall.objects.get()
    codes = {"first": (case.pk, first.code), "joiner": (case.pk, joiner.code), "merged": (merged.case.pk, merged.code)}
    return {"case": case.pk, "old": merged.case.pk, "codes": codes, "link": call_path(call), "call": call.pk}


def everybody_wants_to_hear(now):
    """Whoever was asked by the first e-mail of a matter says yes."""
    Asked.objects.update(answer="yes", answered_at=now)


def change(what, cast, case, now):
    case = Case.objects.get(pk=case)
    if what == "private":
        Case.objects.filter(pk=case.pk).update(wants_public=False, is_public=False)
    elif what in {"hidden", "shown_again"}:
        handling.hide_case(cast.chair, case, reason="有人名", now=now)
    elif what == "confidential":
        handling.recategorise_case(cast.chair, case, category=cast.secret, now=now)
    elif what == "walled":
        handling.wall_case(cast.chair, case, person_id=cast.keys["worker"], reason="亲属", now=now)
    elif what == "role_ended":
        for name in ("worker", "volunteer"):
            end_role(HOUSE, Role.objects.get(person=cast.keys[name]), now=now - timedelta(days=1))
    elif what == "resolved":
        resolving.resolve_case(cast.chair, case, outcome="solved", text="换好了", now=now)
    if what == "shown_again":
        handling.show_case(cast.chair, Case.objects.get(pk=case.pk), now=now)


def paths(holder, world):
    """The doors by which this holder comes in."""
    if holder in world["codes"]:
        key, code = world["codes"][holder]
        return [f"/t/{key}-{code}/", f"/api/v1/tracked/{key}/{code}"]
    if holder == "link":
        return [world["link"]]
    if holder == "department_officer":
        return [f"/whistles/{world['call']}/", f"/api/v1/cases/{world['case']}"]
    return [f"/cases/{world['case']}/", f"/api/v1/cases/{world['case']}"]


def read(browser, path):
    answer = browser.get(path, follow=True)
    body = json.dumps(answer.json(), ensure_ascii=False) if "/api/" in path else answer.content.decode()
    if answer.status_code != 200:
        return "."
    return "all" if TELEPHONE in body else "pub" if WORDS in body else "goes"


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0])
def test_each_reads_what_is_theirs_as_it_stands_now(cast, world, visit, now, line):
    what, *wanted = line
    change(what, cast, world["case"], now)
    seen = {}
    for holder in HOLDERS:
        browser = visit(holder if holder in cast.keys and holder != "stranger" else None)
        seen[holder] = {read(browser, path) for path in paths(holder, world)}
    assert seen == dict(zip(HOLDERS, ({w} for w in wanted), strict=True))


def test_every_right_over_requests_stands_behind_walls_and_seal(cast, world, now):
    """Whoever is walled has none, as whatever they come near; on a confidential one only those named, and the first reporter."""
    rights = [r for r in vars(permissions).values() if isinstance(r, Right) and r.model == "casework.Case"]
    everybody = [getattr(cast, name) for name in cast.keys]
    links = [cast.anyone.bearing(permissions.REPORTER_LINK, r.pk) for r in Reporter.objects.all()]
    links += [cast.anyone.bearing(permissions.CALL_LINK, world["call"])]
    handling.recategorise_case(cast.chair, Case.objects.get(pk=world["case"]), category=cast.secret, now=now)
    case = Case.objects.get(pk=world["case"])
    reads = [actor for actor in [*everybody, *links] if permissions.read_case.allows(actor, case)]
    first = Reporter.objects.get(case=case, is_first=True).pk
    assert [(a.person_id, a.link) for a in reads] == [
        (cast.chair.person_id, None),
        (cast.mediator.person_id, None),
        (None, (permissions.REPORTER_LINK, first)),
    ]
    for key in cast.keys.values():
        case.walls.get_or_create(person_id=key)
    case = Case.objects.get(pk=world["case"])
    walled = [replace(link, person_id=cast.keys["resident"]) for link in links]
    assert not [(r.name, a) for r in rights for a in [*everybody, *walled] if r.allows(a, case)]
    assert not [
        (r.name, a) for r in rights for a in [*everybody, *walled] if Case.objects.filter(r.within(a), pk=case.pk)
    ]
    assert permissions.handle_case.holders(case) == []


def test_calls_end_when_a_request_becomes_confidential_and_the_office_is_told_without_text(cast, world, visit, now):
    mails = Delivery.objects.count()
    handling.recategorise_case(cast.chair, Case.objects.get(pk=world["case"]), category=cast.secret, now=now)
    call = WhistleCall.objects.get()
    assert (call.state, call.revoked_at) == ("ended", now)
    told = Notice.objects.get(person=cast.keys["department_officer"])
    assert (told.kind, told.values) == ("casework.whistle.taken_back", {"number": call.whistle.case.number})
    assert all(WORDS not in mail.body for mail in Delivery.objects.order_by("pk")[mails:])
    assert visit("chair").get(f"/whistles/{call.pk}/letter.pdf").status_code == 404
    assert visit().get(f"{call_path(call)}letter.pdf", follow=True).status_code == 404
    assert WORDS not in visit("department_officer").get("/whistles/").content.decode()
    climb_silent_calls(now + timedelta(days=30))
    assert WhistleCall.objects.count() == 1


def test_a_confidential_request_climbs_to_nobody_and_calls_only_offices_that_are_named(cast, now):
    case = report_case(cast.resident, community=cast.here, category=cast.secret, text=WORDS, now=now).case
    handling.accept_case(cast.chair, case, now=now)
    with pytest.raises(Refused):
        blow_whistle(cast.chair, Case.objects.get(pk=case.pk), organisations=[cast.works], text="请来", now=now)
    assert not WhistleCall.objects.exists()


def test_who_loses_sight_of_a_request_by_their_own_change_is_told_that_it_was_made(cast, now, visit):
    case = report_case(cast.resident, community=cast.here, category=cast.light, text=WORDS, now=now).case
    worker = visit("worker")
    answer = worker.post(
        f"/desk/cases/{case.pk}/", {"do": "recategorise", "category": "violence", "seen": case.version}, follow=True
    )
    assert answer.status_code == 200
    assert "Done. The request is with others now" in answer.content.decode()
    assert Case.objects.get().category == cast.secret


def test_nobody_is_told_of_what_is_closed_to_them(cast, world, now):
    Notice.objects.all().delete()
    Delivery.objects.all().delete()
    everybody_wants_to_hear(now)
    change("walled", cast, world["case"], now)
    change("hidden", cast, world["case"], now)
    later = now + timedelta(minutes=1)
    handling.answer_case(cast.chair, Case.objects.get(pk=world["case"]), text="明天修", now=later)
    assert not Notice.objects.filter(person__in=[cast.keys["worker"], cast.keys["neighbour"]]).exists()
    mails = set(Delivery.objects.values_list("address", flat=True))
    assert mails == {"first@example.org", "merged@example.org"}


@pytest.mark.parametrize("verb", ["reply", "reopen", "thank"])
def test_me_too_speaks_for_nobody_but_themselves(cast, world, visit, now, verb):
    change("resolved", cast, world["case"], now)
    before = Case.objects.get(pk=world["case"])
    for who, path in ((None, "/t/{}-{}/".format(*world["codes"]["joiner"])), ("neighbour", f"/cases/{before.pk}/act/")):
        visit(who).post(path, {"do": verb, "text": "不行"})
    after = Case.objects.get(pk=world["case"])
    assert (after.state, after.version) == (before.state, before.version)


def test_not_solved_of_me_too_is_told_and_reopens_nothing_alone(cast, world, visit, now):
    change("resolved", cast, world["case"], now)
    path = "/t/{}-{}/".format(*world["codes"]["joiner"])
    answer = visit().post(path, {"do": "rate", "is_solved": "no", "stars": 1, "text": "还是黑的"}, follow=True)
    assert "The committee reads it." in answer.content.decode()
    assert Case.objects.get(pk=world["case"]).state == "closed"
    assert Notice.objects.filter(person=cast.keys["chair"], kind="casework.case.rated").exists()


# What was handed out survives a merge.


def test_old_number_and_code_work_after_a_chain_of_merges_and_with_every_number(cast, now):
    chain = [
        report_case(cast.anyone, community=cast.here, category=cast.light, text=f"{WORDS}{n}", now=now)
        for n in "甲乙丙"
    ]
    for one, other in pairwise(chain):
        merging.merge_cases(cast.worker, one.case, into=other.case, now=now)
    heir = chain[2].case.pk
    for received in chain:
        for number in {received.case.pk, heir}:
            found = reporter_behind(number, received.code)
            assert (found.pk, found.case_id) == (received.reporter.pk, heir)
    assert reporter_behind(chain[0].case.pk, "AAAAAAAAAA") is None


def test_the_mail_that_tells_of_the_merge_holds_a_link_that_works(cast, world, visit):
    mail = Delivery.objects.get(kind="casework.case.merged", address="merged@example.org")
    page = visit().get(re.search(r"/t/\S+", mail.body)[0], follow=True)
    assert page.status_code == 200
    assert OTHER in page.content.decode()
    assert TELEPHONE not in page.content.decode()


def test_the_old_address_leads_everybody_to_the_heir_and_staff_read_what_the_other_told(cast, world, visit):
    assert visit().get(f"/cases/{world['old']}/")["Location"] == f"/cases/{world['case']}/"
    assert OTHER not in visit().get(f"/cases/{world['case']}/").content.decode()
    assert OTHER in visit("chair").get(f"/desk/cases/{world['case']}/").content.decode()
    old = visit().get(f"/open311/v2/requests/{world['old']}.json?jurisdiction_id=jia").json()[0]
    assert (old["service_request_id"], old["status"], old["description"]) == (str(world["old"]), "open", OTHER)


def test_open311_tells_the_end_under_the_old_number_and_nothing_of_what_is_closed(cast, world, visit, now):
    change("resolved", cast, world["case"], now)
    ask = f"/open311/v2/requests/{world['old']}.json?jurisdiction_id=jia"
    assert visit().get(ask).json()[0]["status"] == "closed"
    change("hidden", cast, world["case"], now)
    assert visit().get(ask).status_code == 404


def test_the_same_button_pressed_again_after_a_merge_gives_the_first_request(cast, now):
    press = uuid4()
    received = report_case(cast.anyone, community=cast.here, category=cast.light, text=WORDS, submission=press, now=now)
    heir = report_case(cast.anyone, community=cast.here, category=cast.light, text=OTHER, now=now).case
    merging.merge_cases(cast.worker, received.case, into=heir, now=now)
    again = report_case(cast.anyone, community=cast.here, category=cast.light, text=WORDS, submission=press, now=now)
    assert (again.case.pk, again.code, again.is_new) == (received.case.pk, received.code, False)


def test_a_wall_of_the_merged_request_stands_before_its_heir(cast, now):
    one, other = (
        report_case(cast.anyone, community=cast.here, category=cast.light, text=t, now=now).case for t in (WORDS, OTHER)
    )
    handling.accept_case(cast.chair, one, now=now)
    handling.wall_case(cast.chair, one, person_id=cast.keys["worker"], reason="亲属", now=now)
    merging.merge_cases(cast.chair, one, into=other, now=now)
    assert not permissions.handle_case.allows(cast.worker, Case.objects.get(pk=other.pk))


def test_no_export_holds_what_became_confidential(cast, world, now):
    handling.recategorise_case(cast.chair, Case.objects.get(pk=world["case"]), category=cast.secret, now=now)
    assert not desk_rows(cast.chair, "all", Filter(), now=now).exists()  # the merged one tells of the same matter


@pytest.mark.parametrize("back_again", [False, True])
def test_a_category_that_becomes_confidential_takes_its_requests_along_and_never_publishes_them(
    cast, world, visit, now, back_again
):
    def keep(**more):
        add_category(HOUSE, key="street_light", name="路灯", good="environment", now=now, **more)

    keep(is_confidential=True, seen_by=["mediator"])
    if back_again:
        keep()
    case = Case.objects.get(pk=world["case"])
    assert (case.is_confidential, case.is_public) == (not back_again, False)
    assert WhistleCall.objects.get().revoked_at == now
    first, joiner = (paths(holder, world)[0] for holder in ("first", "joiner"))
    assert [read(visit(), path) for path in (first, joiner, f"/cases/{case.pk}/")] == ["all", ".", "."]
    assert permissions.handle_case.allows(cast.worker, case) is back_again
