"""A code that opens something leaves the address with the first opening, and never reaches a log of ours."""

import io
import json
import logging
import re

import pytest

from linli.base.logs import Line
from linli.base.routes import PART, is_secret, routes
from linli.casework.actions.handling import accept_case
from linli.casework.actions.receiving import join_case, report_case
from linli.casework.actions.story import tracking_code
from linli.casework.actions.whistles import blow_whistle, call_path
from linli.casework.models import WhistleCall

pytestmark = pytest.mark.once
CODE = "ENNQVNXM1C"


@pytest.fixture
def logged():
    """A logger as the settings set it up, and what it has written."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Line())
    logger = logging.getLogger("linli.test.codes")
    logger.addHandler(handler)
    yield lambda message, *more: (
        logger.warning(message, *more),
        json.loads(stream.getvalue().splitlines()[-1])["message"],
    )[1]
    logger.removeHandler(handler)


@pytest.fixture
def received(cast, now):
    return report_case(
        cast.anyone,
        community=cast.here,
        category=cast.light,
        text="灯不亮，电话13712345678",
        wants_public=False,
        now=now,
    )


def _link(received) -> str:
    return f"/t/{received.case.pk}-{received.code}/"


def _written(route: str) -> str:
    """An address of this route with the code in each part that holds one."""
    made = PART.sub(lambda part: CODE if is_secret(part, route) else "26", route)
    return "/" + re.sub(r"\[[^]]*\][+*]?|[\\()?^$]|\.\+", "", made)


def test_no_route_with_a_code_reaches_the_log(logged):
    coded = [route for route, _view in routes() if any(is_secret(part, route) for part in PART.finditer(route))]
    assert len(coded) >= 15
    for route in coded:
        for said in ("Not Found: %s", "Internal Server Error: %s", "slow: GET %s took 3100 ms", "%s?lang=en"):
            line = logged(said, _written(route))
            assert CODE not in line, route


@pytest.mark.parametrize(
    "path",
    [
        f"/api/v1/tracked/260/{CODE}/reply",
        f"/api/v1/tracked/260/{CODE}",
        f"/meetings/1/door/{CODE}",
        f"/meetings/1/door/{CODE}/",
        f"/t/26-000260-{CODE}/",
        f"/t/260-{CODE}",
        f"/t/{CODE}/",
        f"/w/5-{CODE}/letter.pdf",
        f"/vote/3-17-{CODE}/",
        f"/accounts/password/reset/key/1c-{CODE}/",
        f"/accounts/password/reset/key/1c-{CODE}-abc/",
        f"/open311/v2/tokens/260-{CODE}.json",
        f"/surveys/3/?from=qr&code={CODE}",
        f"/accounts/login/?next=/meetings/1/door/{CODE}/",
        f"/accounts/login/?next=%2Ft%2F260-{CODE}%2F",
        f"/search/?q=26-000260+{CODE}",
    ],
)
def test_no_way_of_writing_a_code_reaches_the_log(logged, path):
    assert CODE not in logged("Not Found: %s", path)
    assert CODE not in logged(f'"GET {path} HTTP/1.1" 500')


def test_addresses_without_a_code_stay_readable_in_the_log(logged):
    assert logged("Not Found: %s", "/cases/260/") == "Not Found: /cases/260/"
    assert logged("Not Found: %s", "/desk/meetings/7/roll/") == "Not Found: /desk/meetings/7/roll/"


def test_the_first_opening_takes_the_code_out_of_the_address(received, visit):
    browser = visit()
    first = browser.get(_link(received) + "?new=1")
    assert first.status_code == 302
    assert received.code not in first["Location"]
    assert first["Location"].startswith(f"/t/{received.case.pk}/")
    assert first["Location"].endswith("/?new=1")
    assert first["Cache-Control"] == "private, no-store"
    page = browser.get(first["Location"])
    assert "13712345678" in page.content.decode()
    assert received.code in page.content.decode()  # the receipt says it once more, to be kept
    assert "no-store" in page["Cache-Control"]


def test_the_address_alone_opens_nothing_in_another_browser(received, visit):
    clean = visit().get(_link(received))["Location"]
    assert visit().get(clean).status_code == 404
    assert visit("stranger").get(clean).status_code == 404
    assert visit().get(_link(received), follow=True).status_code == 200


def test_the_grant_is_sent_to_its_own_path_alone(received, visit):
    answer = visit().get(_link(received))
    cookie = next(morsel for name, morsel in answer.cookies.items() if name.startswith("linli_open_"))
    assert cookie["path"] == answer["Location"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_two_links_lie_side_by_side_in_one_browser(received, cast, now, visit):
    other = report_case(
        cast.anyone, community=cast.here, category=cast.light, text="第二件", wants_public=False, now=now
    )
    again = join_case(cast.resident.bearing("casework.reporter", received.reporter.pk), received.case, now=now)
    browser = visit()
    addresses = [
        browser.get(link)["Location"]
        for link in (_link(received), _link(other), f"/t/{again.case.pk}-{tracking_code(again.reporter)}/")
    ]
    assert len(set(addresses)) == 3
    assert [browser.get(address).status_code for address in addresses] == [200, 200, 200]


def test_a_grant_for_one_thing_opens_no_other(received, cast, now, visit):
    other = report_case(
        cast.anyone, community=cast.here, category=cast.light, text="第二件", wants_public=False, now=now
    )
    browser = visit()
    grant = browser.get(_link(received))["Location"].split("/")[-2]
    assert browser.get(f"/t/{other.case.pk}/{grant}/").status_code == 404
    assert browser.get(f"/w/{received.case.pk}/{grant}/").status_code == 404


def test_a_grant_ends_when_its_code_ends(received, visit):
    browser = visit()
    clean = browser.get(_link(received))["Location"]
    received.reporter.link_version += 1
    received.reporter.save()
    assert browser.get(clean).status_code == 404


def test_a_grant_outlives_a_new_key_of_the_server_while_the_old_one_is_honoured(received, visit, settings):
    browser = visit()
    clean = browser.get(_link(received))["Location"]
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one, that was made this morning"
    assert browser.get(clean).status_code == 200


def test_what_is_sent_from_the_clean_address_is_done_as_the_bearer(received, visit):
    browser = visit()
    clean = browser.get(_link(received))["Location"]
    sent = browser.post(clean, {"do": "reply", "text": "还是不亮"})
    assert (sent.status_code, sent["Location"]) == (302, clean)
    assert "还是不亮" in browser.get(clean).content.decode()


def test_a_wrong_code_is_told_so_at_once(received, visit):
    assert visit().get(f"/t/{received.case.pk}-AAAAAAAAAA/").status_code == 404


def test_an_office_reads_its_letter_behind_the_same_grant(received, cast, now, visit):
    accept_case(cast.worker, received.case, now=now)
    blow_whistle(cast.worker, received.case, organisations=[cast.works], text="请来", now=now)
    link = call_path(WhistleCall.objects.get())
    browser = visit()
    clean = browser.get(link)["Location"]
    assert browser.get(clean).status_code == 200
    assert browser.get(f"{link}letter.pdf")["Location"] == f"{clean}letter.pdf"
    assert browser.get(f"{clean}letter.pdf")["Content-Type"] == "application/pdf"


def test_a_programme_gives_the_code_in_a_header(received, visit):
    browser, address = visit(), f"/api/v1/tracked/{received.case.pk}/-"
    told = browser.get(address, headers={"x-linli-code": received.code})
    assert told.status_code == 200
    assert browser.get(address).status_code == 404
    assert (
        browser.post(
            f"{address}/reply", {"text": "补充"}, "application/json", headers={"x-linli-code": received.code}
        ).status_code
        == 200
    )
    assert browser.get(f"/api/v1/tracked/{received.case.pk}/{received.code}").status_code == 200


def test_who_joins_without_an_account_is_shown_the_code(cast, now, visit):
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="灯不亮", now=now).case
    browser = visit()
    link = browser.post(f"/cases/{case.pk}/act/", {"do": "join", "name": "", "telephone": "", "email": "", "text": ""})[
        "Location"
    ]
    code = re.match(r"/t/\d+-(\w+)/\?new=1$", link)[1]
    assert code in browser.get(link, follow=True).content.decode()
