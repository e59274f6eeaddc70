"""A topic with 50, 500 and 5,000 comments, each with an answer and five who think so too: queries and milliseconds of its page, first and last."""

import json

from .house import House, house
from .load import Asked, measure

SIZES = (50, 500, 5_000)
ALIKE = 5
PAGES = {"first page": "", "last page": "?page=9999", "most agree": "?order=most"}
FILL = """
import json
from datetime import timedelta
from django.utils import timezone
from linli.base.actors import HOUSE
from linli.deliberation import actions
from linli.deliberation.actions import Plan
from linli.deliberation.models import Comment, CommentSupport
from linli.people.models import Account, Person
from linli.people.queries import actor_for
from linli.places.models import Community
now = timezone.now()
chair = actor_for(Account.objects.get(username="chair"), verified=True, now=now)
community = Community.objects.get(pk=chair.community_id)
people = list(Person.objects.filter(community=community)[:20])
topic = actions.raise_for_committee(chair, community, title="Measured", about="Invented.", now=now)
actions.take_up(chair, topic, [Plan("discuss", now.date(), (now + timedelta(days=9)).date())], now=now)
above = Comment.objects.bulk_create(Comment(topic=topic, person=people[n % 20], text=f"Invented {n}", said_at=now + timedelta(seconds=n)) for n in range(SIZE // 2))
Comment.objects.bulk_create(Comment(topic=topic, person=people[n % 20], text="So it is.", said_at=now, answers=one) for n, one in enumerate(above))
CommentSupport.objects.bulk_create((CommentSupport(comment=one, person=people[(n + k) % 20]) for n, one in enumerate(above) for k in range(ALIKE)), batch_size=5000)
print(json.dumps({"topic": topic.pk, "slug": community.slug}))
"""


def main() -> None:
    with house() as made:
        made.linli("demo", "--cases", "20")
        print(f"{'comments':>10}  {'page':12}{'queries':>9}{'p95 ms':>9}")
        for size in SIZES:
            known = json.loads(
                made.linli("shell", "-v0", "-c", f"SIZE, ALIKE = {size}, {ALIKE}\n{FILL}").strip().splitlines()[-1]
            )
            pages = {name: (f"/topics/{known['topic']}/{more}", "") for name, more in PAGES.items()}
            counts = json.loads(
                made.linli("shell", "-v0", "-c", f"from bench.counting import queries; queries({pages!r})")
                .strip()
                .splitlines()[-1]
            )
            _print(made, size, pages, counts)


def _print(made: House, size: int, pages: dict[str, tuple[str, str]], counts: dict[str, int]) -> None:
    with made.served() as address:
        for name, (path, _session) in pages.items():
            figures = measure(address, lambda _n, path=path: Asked("GET", path), warm_up=4)
            print(
                f"{size:>10,}  {name:12}{counts[name]:>9}{figures.p95:>9.0f}{f'  failed: {figures.failed}' if figures.failed else ''}"
            )


if __name__ == "__main__":
    main()
