"""How long 10,000 notices take from the outbox to a mail server on this machine, one worker alone, every letter acknowledged on disk.

The letters are put there as a worker finds them, the table alone: `python -m bench.notices [HOW MANY]`.
"""

import sys
import time

from tests.post_office import open_post_office

from .house import House, house

MANY = 10_000
FILL = """
from django.utils import timezone
from linli.notices.models import Delivery
now = timezone.now()
Delivery.objects.bulk_create(
    [
        Delivery(kind="bench", address=f"{n}@example.org", subject=f"第 {n} 封", body="基准测试。" * 40, next_attempt_at=now, created_at=now)
        for n in range({many})
    ],
    batch_size=500,
)
"""
LEFT = 'from linli.notices.models import Delivery; print(Delivery.objects.exclude(state="sent").count())'


def send(made: House, many: int) -> tuple[float, int]:
    """Seconds for all, and runs of the job, each of which ends by itself after its time."""
    begun, runs = time.perf_counter(), 0
    while int(made.linli("shell", "-v0", "-c", LEFT).strip().splitlines()[-1]):
        made.linli("tick", "notices.send")
        runs += 1
        if runs > many:
            raise SystemExit("nothing is sent")
    return time.perf_counter() - begun, runs


def main(many: int) -> None:
    with house() as made, open_post_office() as post:
        made.env |= {"LINLI_SMTP_HOST": "127.0.0.1", "LINLI_SMTP_PORT": str(post.port)}
        made.linli("shell", "-v0", "-c", FILL.replace("{many}", str(many)))
        seconds, runs = send(made, many)
        print(
            f"{many} notices: {seconds:.0f} s, {many / seconds:.0f} a second, {runs} runs, {post.connections} connections"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
