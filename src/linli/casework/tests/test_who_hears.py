"""A request reaches those who must act: by night, without an owner, after roles have ended, and before there is any staff."""

from datetime import timedelta

import pytest

from linli.base.actors import HOUSE
from linli.casework.actions import handling, resolving
from linli.casework.actions.receiving import report_case
from linli.casework.models import Case
from linli.notices.models import Notice
from linli.notices.reminding import say_what_is_due_by_hour
from linli.people.actions import end_role
from linli.people.models import Role

HANDLERS = {"worker", "chair"}


def heard(cast, kind, **more):
    names = {key: name for name, key in cast.keys.items()}
    return {names[key] for key in Notice.objects.filter(kind=kind, **more).values_list("person", flat=True)}


def gone(cast, now, *names):
    for name in names:
        end_role(HOUSE, Role.objects.get(person=cast.keys[name]), now=now - timedelta(days=1))


@pytest.mark.parametrize(("category", "to"), [("light", HANDLERS), ("secret", {"chair", "mediator"})])
def test_a_new_request_is_told_to_those_who_handle_its_category_also_at_night(cast, now, category, to):
    night = now.replace(hour=3)
    case = report_case(
        cast.anyone, community=cast.here, category=getattr(cast, category), text="请帮帮我", now=night
    ).case
    assert heard(cast, "casework.request.new", path=f"/desk/cases/{case.pk}/") == to


def test_a_deadline_without_an_owner_is_told_once_and_takes_nobodys_page_away(cast, now):
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="灯坏了", now=now).case
    say_what_is_due_by_hour(case.accept_due_at - timedelta(minutes=1))
    say_what_is_due_by_hour(case.accept_due_at + timedelta(minutes=1))
    assert heard(cast, "casework.case.warned") == HANDLERS
    assert Notice.objects.filter(kind="casework.case.warned").count() == 2
    after = Case.objects.get()
    assert (after.version, after.changed_at) == (case.version, case.changed_at)
    handling.accept_case(cast.worker, after, now=now, seen=case.version)


@pytest.mark.parametrize(
    ("names", "to", "path"),
    [
        (["worker"], {"chair"}, "/desk/cases/{}/"),
        (["worker", "chair"], {"street_officer"}, "/cases/{}/"),
        (["worker", "chair", "street_officer"], {"administrator"}, "/settings/people/"),
    ],
)
def test_where_the_office_is_empty_it_climbs_to_a_page_that_opens(cast, now, visit, names, to, path):
    gone(cast, now, *names)
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="灯坏了", now=now).case
    told = Notice.objects.filter(kind__in=["casework.request.new", "casework.request.unheard"])
    assert {notice.person_id for notice in told} == {cast.keys[name] for name in to}
    assert {notice.path for notice in told} == {path.format(case.pk)}
    assert visit(next(iter(to))).get(told[0].path).status_code == 200


def test_a_confidential_request_nobody_may_read_climbs_without_its_words(cast, now):
    gone(cast, now, "chair", "mediator")
    report_case(cast.resident, community=cast.here, category=cast.secret, text="请帮帮我", now=now)
    assert heard(cast, "casework.request.unheard") == {"street_officer"}


def test_a_request_is_received_before_there_is_any_account(cast, now):
    Role.objects.all().delete()
    assert report_case(cast.anyone, community=cast.here, category=cast.light, text="灯坏了", now=now).code


def test_a_lead_whose_role_has_ended_is_not_who_acts(cast, now):
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="灯坏了", now=now).case
    handling.accept_case(cast.worker, case, now=now)
    gone(cast, now, "worker")
    handling.reply_to_question(cast.resident, Case.objects.get(), text="还是坏的", now=now)
    assert heard(cast, "casework.case.replied") == {"chair"}


def test_a_wall_sends_the_message_to_the_others(cast, now):
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="灯坏了", now=now).case
    handling.wall_case(cast.chair, case, person_id=cast.keys["worker"], reason="亲属", now=now)
    say_what_is_due_by_hour(case.accept_due_at)
    assert heard(cast, "casework.case.warned") == {"chair"}


def test_what_the_reporter_says_with_not_solved_is_read(cast, now, visit):
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="灯坏了", now=now).case
    handling.accept_case(cast.worker, case, now=now)
    resolving.resolve_case(cast.worker, case, outcome="solved", text="换好了", now=now)
    words = "接头又爆了，昨晚又漏。"
    resident = visit("resident")
    sent = {"do": "rate", "is_solved": "no", "stars": 1, "text": words}
    answer = resident.post(f"/cases/{case.pk}/act/", sent, follow=True).content.decode()
    assert "The request is open again: the committee takes it up by" in answer
    assert words in answer
    desk = visit("worker").get(f"/desk/cases/{case.pk}/").content.decode()
    assert "The reporter says that it is not solved" in " ".join(desk.split())
    assert words in desk
    public = visit().get(f"/cases/{case.pk}/").content.decode()
    assert "not solved" in public
    assert "1 star of five" in public
    assert words not in public
    assert heard(cast, "casework.case.reopened") == {"worker"}
