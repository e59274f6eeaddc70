"""How often one address may write, and may ask for what is dear: one table for pages and operations alike.

Whoever writes without being staff takes a turn before the body is looked at, by address and, where a matter can be named (a
request, a topic, a survey), by address and matter. What stands in no row has the narrow row `OTHER`, so that a new address is
never without a limit. A page and its twin in the JSON API name the same deed and share its counts. Counting is `slow_down`'s.

The numbers leave room for a family, a small office and a street behind one address; a tablet on a table in the street is
signed in by the member of staff who stands beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from .actors import SEES_OTHERS, Actor
from .errors import TooMany
from .handed_out import OPENED
from .limits import slow_down

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
DAY = 24 * 60


@dataclass(frozen=True)
class Deed:
    """`most` in `minutes` from one address; of these at most `a_day` to one and the same matter, whose key the address names."""

    name: str
    most: int
    minutes: int = 10
    a_day: int | None = None
    matter: str = "key"


OTHER = Deed("other", 60)
FILE = Deed("file", 60)
"""What is made on demand and costs a tenth of a second: sheets, posters, workbooks."""
FILES = (".pdf", ".xlsx", ".docx", ".zip")

REPORT = Deed("report", 20)
JOIN = Deed("join", 20, a_day=8)
FOLLOW = Deed("follow", 60, a_day=40)
RATE = Deed("rate", 20, a_day=8)
HELP = Deed("hands", 60)
CALLED = Deed("whistle", 60)
TOPIC = Deed("topic", 20, 60)
COMMENT = Deed("comment", 30, a_day=60)
STAND = Deed("stand", 300, a_day=1200)
SUPPORT = Deed("support", 30, a_day=15)
IDEA = Deed("idea", 20)
STEP = Deed("survey.step", 600)
ANSWER = Deed("survey.answer", 60, a_day=40)
VOTE = Deed("vote", 200)
ARRIVE = Deed("door", 120, a_day=300)
DEMAND = Deed("demand", 10, 60)
BACK = Deed("back", 30, 60)
QUESTION = Deed("question", 20, a_day=20)
COMPLAINT = Deed("complaint", 10, 60)
ELECTION = Deed("election", 60, 10)
SIGN_UP = Deed("sign_up", 10, 60)
ACCOUNT = Deed("account", 300)
SECRET = Deed("secret", 60)
MINE = Deed("mine", 120)
TASTE = Deed("taste", 300)
APPLY = Deed("apply", 120)
OPEN311 = Deed("open311", 600, 1)

# By the name of an address, or `name do` where one address takes several deeds; `api:` and the operation's id in the JSON API.
TURNS: Mapping[str, Deed] = {
    "casework:report": REPORT,
    "api:report_case": REPORT,
    "casework:act": FOLLOW,
    "casework:act join": JOIN,
    "casework:act rate": RATE,
    "api:join_case": JOIN,
    "casework:tracked": FOLLOW,
    "casework:tracked rate": RATE,
    "casework:tracked join": JOIN,
    "api:reply_to_question": FOLLOW,
    "api:rate_case": RATE,
    "casework:whistle_link": CALLED,
    "casework:hands_list": HELP,
    "casework:hands_call": HELP,
    "deliberation:raise": TOPIC,
    "api:raise_topic": TOPIC,
    "deliberation:topic": COMMENT,
    "deliberation:topic support": SUPPORT,
    "deliberation:topic withdraw": SUPPORT,
    "api:comment": COMMENT,
    "api:support_topic": SUPPORT,
    "deliberation:wording": COMMENT,
    "deliberation:moderation": COMMENT,
    "deliberation:opinions": STAND,
    "deliberation:opinions state": COMMENT,
    "api:take_stand": STAND,
    "api:statement": COMMENT,
    "budgets:raise": IDEA,
    "api:raise_idea": IDEA,
    "budgets:idea": SUPPORT,
    "api:support_idea": SUPPORT,
    "budgets:photo_new": IDEA,
    "surveys:answer": STEP,
    "surveys:answer send": ANSWER,
    "api:answer_survey": ANSWER,
    "ballots:enter": VOTE,
    "ballots:vote": VOTE,
    "api:cast_ballot": VOTE,
    "meetings:door": ARRIVE,
    "api:say_at_door": ARRIVE,
    "meetings:demand": DEMAND,
    "api:begin_demand": DEMAND,
    "meetings:meetings": BACK,
    "api:back_demand": BACK,
    "api:take_demand_back": BACK,
    "elections:election": ELECTION,
    "api:nominate": ELECTION,
    "api:sign_recall": ELECTION,
    "api:give_proxy": ELECTION,
    "publication:publication": QUESTION,
    "api:ask": QUESTION,
    "funds:statement": QUESTION,
    "publication:complain": COMPLAINT,
    "api:complain": COMPLAINT,
    "open311:requests": OPEN311,
    "people:sign_up": SIGN_UP,
    "people:details": MINE,
    "people:consents": MINE,
    "people:data": MINE,
    "people:erase": SECRET,
    "people:second_factor": ACCOUNT,
    "notices:inbox": MINE,
    "notices:emails": MINE,
    "notices:mail": MINE,
    "records:mine": MINE,
    "look:prefs": TASTE,
    "set_language": TASTE,
    "account_login": ACCOUNT,
    "account_logout": ACCOUNT,
    "account_reauthenticate": ACCOUNT,
    "account_change_password": ACCOUNT,
    "account_reset_password": SECRET,
    "account_reset_password_from_key": SECRET,
    "mfa_authenticate": ACCOUNT,
    "mfa_reauthenticate": ACCOUNT,
    "mfa_login_webauthn": ACCOUNT,
    "mfa_reauthenticate_webauthn": ACCOUNT,
    "mfa_activate_totp": ACCOUNT,
    "mfa_deactivate_totp": ACCOUNT,
    "mfa_generate_recovery_codes": ACCOUNT,
    "mfa_add_webauthn": ACCOUNT,
    "mfa_remove_webauthn": ACCOUNT,
    "mfa_edit_webauthn": ACCOUNT,
    "usersessions_list": ACCOUNT,
}


def take_turn(request: HttpRequest, name: str, where: Mapping[str, Any], *, is_dear: bool = False) -> None:
    """TooMany when this address has written to `name`, or asked for a dear thing, as often as it may. Staff have their own work to do."""
    if request.method in SAFE and not is_dear:
        return
    if _is_staff(request.actor):  # type: ignore[attr-defined]
        return
    if request.method in SAFE:
        slow_down(request, FILE.name, most=FILE.most, minutes=FILE.minutes)
        return
    name = name.removesuffix(OPENED)  # behind a code, or behind the grant that it was exchanged for
    deed = deed_of(name, "" if name.startswith("api:") else _verb(request, name))
    slow_down(request, deed.name, most=deed.most, minutes=deed.minutes)
    if deed.a_day is not None and deed.matter in where:
        try:
            slow_down(request, f"{deed.name}:{where[deed.matter]}", most=deed.a_day, minutes=DAY)
        except TooMany as refusal:
            raise TooMany(
                _(
                    "From your connection this was done many times here today. Come again tomorrow, or ask the committee to write it down for you."
                )
            ) from refusal


def deed_of(name: str, verb: str = "") -> Deed:
    """The row for an address, and for what its form says is to be done there."""
    return TURNS.get(f"{name} {verb}") or TURNS.get(name) or OTHER


def is_dear(route: str) -> bool:
    """Whether an address gives a file that is made when it is asked for."""
    return route.rstrip("$").replace("\\.", ".").endswith(FILES)


def _is_staff(actor: Actor) -> bool:
    return actor.holds(*SEES_OTHERS)


def _verb(request: HttpRequest, name: str) -> str:
    """What the form says is to be done; read only where the table tells deeds of one address apart."""
    return request.POST.get("do", "")[:20] if any(row.startswith(f"{name} ") for row in TURNS) else ""
