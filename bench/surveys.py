"""A survey with 50, 500 and 5,000 answers to twelve questions: queries and milliseconds of its pages, for who runs it and for everybody."""

import json

from .house import House, house
from .load import Asked, measure

SIZES = (50, 500, 5_000)
FILL = """
import json
from datetime import timedelta
from django.test import Client
from django.utils import timezone
from tests.visitors import sign_in
from linli.surveys import actions
from linli.surveys.actions import Plan, Wording
from linli.surveys.models import Response, Words
from linli.people.models import Account
from linli.people.queries import actor_for
from linli.places.models import Community
now = timezone.localtime()
chair = actor_for(Account.objects.get(username="chair"), verified=True, now=now)
community = Community.objects.get(pk=chair.community_id)
today = now.date()
made = {}
for name in ("open", "published"):
    survey = actions.draft_survey(chair, community, Plan(f"Measured {name}", "Invented.", "Invented.", today, today + timedelta(days=9)), now=now)
    asked = [actions.add_question(chair, survey, Wording("one", f"Question {n}", [f"Answer {k}" for k in range(5)]), now=now) for n in range(8)]
    asked.append(actions.add_question(chair, survey, Wording("scale", "Content?", asked_if=asked[0].pk, if_options=[1, 2, 3]), now=now))
    asked.append(actions.add_question(chair, survey, Wording("several", "Which?", [f"Thing {k}" for k in range(6)]), now=now))
    asked.append(actions.add_question(chair, survey, Wording("number", "Age?"), now=now))
    asked.append(actions.add_question(chair, survey, Wording("text", "Else?", is_required=False), now=now))
    keys = [str(one.pk) for one in asked]
    actions.open_survey(chair, survey, now=now)
    sheets = []
    for n in range(SIZE):
        answers = {key: [(n * (k + 1)) % 5 + 1] for k, key in enumerate(keys[:8])} | {keys[9]: [n % 6 + 1, (n + 1) % 6 + 1], keys[10]: 18 + n % 70}
        if answers[keys[0]][0] <= 3:
            answers[keys[8]] = [n % 5 + 1]
        if n % 5 == 0:
            answers[keys[11]] = True
        sheets.append(Response(survey=survey, channel="web", answers=answers))
    Response.objects.bulk_create(sheets, batch_size=1000)
    Words.objects.bulk_create((Words(question=asked[11], text=f"Invented {n}") for n in range(SIZE // 5)), batch_size=1000)
    if name == "published":
        actions.close_survey(chair, survey, now=now)
        actions.publish_results(chair, survey, crosses=[(asked[0].pk, asked[1].pk)], now=now)
    made[name] = [survey.pk, *keys]
client = Client()
sign_in(client, chair.person_id, "chair", verified=True)
print(json.dumps(made | {"session": client.cookies["sessionid"].value}))
"""


def main() -> None:
    with house() as made:
        made.linli("demo", "--cases", "20")
        print(f"{'answers':>10}  {'page':28}{'queries':>9}{'p95 ms':>9}")
        for size in SIZES:
            known = _last(made, f"SIZE = {size}\n{FILL}")
            pages = _pages(known, known["session"])
            counts = _last(made, f"from bench.counting import queries; queries({pages!r})")
            _print(made, size, pages, counts)


def _pages(known: dict, session: str) -> dict[str, tuple[str, str]]:
    running, published = known["open"], known["published"]
    desk = f"/desk/surveys/{running[0]}"
    return {
        "first screen": (f"/surveys/{running[0]}/", ""),
        "published results": (f"/surveys/{published[0]}/results/", ""),
        "desk: the survey": (f"{desk}/", session),
        "desk: every count": (f"{desk}/results/", session),
        "desk: two questions crossed": (f"{desk}/cross/?first={running[1]}&second={running[2]}", session),
        "desk: what was written": (f"{desk}/texts/{running[12]}/", session),
    }


def _last(made: House, code: str) -> dict:
    return json.loads(made.linli("shell", "-v0", "-c", code).strip().splitlines()[-1])


def _print(made: House, size: int, pages: dict[str, tuple[str, str]], counts: dict[str, int]) -> None:
    with made.served() as address:
        for name, (path, session) in pages.items():
            headers = {"Cookie": f"sessionid={session}"} if session else {}
            figures = measure(
                address, lambda _n, path=path, headers=headers: Asked("GET", path, None, headers), warm_up=4
            )
            failed = f"  failed: {figures.failed}" if figures.failed else ""
            print(f"{size:>10,}  {name:28}{counts[name]:>9}{figures.p95:>9.0f}{failed}")


if __name__ == "__main__":
    main()
