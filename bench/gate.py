"""A district of 500 communities with 400 admitted tasks each: the load page, the preview before admission, the departments' pages."""

import json

from .house import House, house
from .load import Asked, measure

SMALL, LARGE, TASKS = 20, 500, 400


def main() -> None:
    few, many = run(SMALL), run(LARGE)
    print(f"\n{TASKS} tasks in each of {SMALL:>12} → {LARGE} communities")
    print(f"{'':28}{'queries':>16}{'p95 ms':>24}")
    for name, (queries, p95, failed) in many.items():
        print(
            f"{name:28}{few[name][0]:>8} → {queries:>4}  {few[name][1]:>10.0f} → {p95:>8.0f}{f'  failed: {failed}' if failed else ''}"
        )


def run(communities: int) -> dict[str, tuple[int, float, int]]:
    with house() as made:
        known = json.loads(_in(made, f"from bench.district import fill; fill({communities}, {TASKS})"))
        pages = {
            "load of the district": ("/load/", known["coordinator"]),
            "preview before admission": (f"/gate/{known['waiting']}/", known["coordinator"]),
            "offices over a community": (f"/offices/?c={known['slug']}", ""),
            "one office": (f"/offices/{known['office']}/", ""),
            "tasks": ("/tasks/", ""),
            "one task": (f"/tasks/{known['task']}/", ""),
        }
        counts = json.loads(_in(made, f"from bench.counting import queries; queries({pages!r})"))
        with made.served() as address:
            found = {}
            for name, (path, session) in pages.items():
                cookies = {"Cookie": f"sessionid={session}"} if session else {}
                figures = measure(
                    address, lambda _n, path=path, cookies=cookies: Asked("GET", path, None, cookies), warm_up=4
                )
                found[name] = (counts[name], figures.p95, figures.failed)
            return found


def _in(made: House, code: str) -> str:
    """What a line of Python prints there."""
    return made.linli("shell", "-v0", "-c", code).strip().splitlines()[-1]


if __name__ == "__main__":
    main()
