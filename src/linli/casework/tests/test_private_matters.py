"""What touches body or home is never public by preselection: on no form, in no API."""

from datetime import timedelta

import pytest

from linli.casework.actions.receiving import Contact, join_case, report_case
from linli.casework.actions.resolving import rate_case, resolve_case
from linli.casework.models import Case
from linli.casework.queries.rates import rates_by


@pytest.mark.parametrize(("kind", "is_public"), [("light", True), ("carry", False), ("secret", False)])
def test_without_a_word_the_category_decides(cast, now, kind, is_public):
    case = report_case(cast.resident, community=cast.here, category=getattr(cast, kind), text="请来", now=now).case
    assert (case.is_public, case.wants_public) == (is_public, is_public)


def test_whoever_wants_it_public_says_so_and_a_confidential_kind_stays_hidden(cast, now):
    said = {"community": cast.here, "text": "请来", "wants_public": True, "now": now}
    assert report_case(cast.resident, category=cast.carry, **said).case.is_public
    assert not report_case(cast.resident, category=cast.secret, **said).case.is_public


@pytest.mark.parametrize(("who", "path"), [(None, "/report/"), ("worker", "/desk/new/")])
def test_both_forms_leave_it_to_the_category_and_say_who_sees_what_is_confidential(cast, visit, who, path):
    client = visit(who)
    page = client.get(path).content.decode()
    assert 'value="public" checked' not in page
    assert "12338" in page
    client.post(path, {"text": "父亲手术后不能走路", "category": "carry", "building": "", "channel": "desk"})
    assert not Case.objects.get().is_public


def test_the_api_leaves_it_to_the_category_too(cast, visit):
    sent = {"community": "jia", "category": "carry", "text": "父亲手术后不能走路"}
    assert visit().post("/api/v1/cases", sent, content_type="application/json").status_code == 201
    assert not Case.objects.get().is_public


def test_stars_of_who_only_joined_and_is_not_known_stand_beside_the_rate(cast, now):

    for _each in range(5):
        received = report_case(cast.resident, community=cast.here, category=cast.light, text="灯不亮", now=now)
        joined = [
            join_case(who, received.case, contact=Contact(who.person_id), now=now)
            for who in (cast.newcomer, cast.neighbour, cast.anyone)
        ]
        resolve_case(cast.worker, received.case, outcome="solved", text="换了灯泡", now=now)
        for who, reporter, stars in ((cast.resident, received.reporter, 5), (cast.newcomer, joined[0].reporter, 1)):
            rate_case(who, received.case, reporter=reporter, is_solved=True, stars=stars, text="", now=now)
    [row] = rates_by("category", since=now - timedelta(days=1), until=now + timedelta(days=1), now=now, english=True)
    assert (row.satisfied, row.beside) == ((5, 5), 5)
