"""Equal shares with exact money on public instances, the reading of the file and the reasons included: by breakpoints, which is ours, and by units."""

import sys
import time
from pathlib import Path

from linli.ballots.counting.equal_shares import BREAKPOINT, COST, NONE, UNIT, Method, count_equal_shares
from linli.ballots.counting.pabulib import read_pabulib
from linli.ballots.counting.reasons import of_equal_shares

DATA = Path(__file__).parents[2] / "shared" / "data" / "pabulib"
MANY, DIFFERENT = "Poland_Wroclaw_2015_150_-_500.pb", "Poland_Warszawa_2022_Bielany.pb"


def main() -> None:
    if not DATA.exists():
        sys.exit(f"the public instances are not here ({DATA}): nothing was measured")
    print(
        f"{'':34}{'ballots':>9}{'different':>10}{'projects':>9}{'none':>8}{'break':>8}{'units':>8}   seconds, file read included"
    )
    for name in (MANY, DIFFERENT):
        instance = read_pabulib(DATA / name)
        took = [_seconds(DATA / name, raises) for raises in (NONE, BREAKPOINT, UNIT)]
        figures = f"{instance.tally.valid:9}{len(instance.tally.groups):10}{len(instance.projects):9}"
        print(f"{name[:-3]:34}{figures}" + "".join(f"{seconds:8.2f}" for seconds in took))


def _seconds(path: Path, raises: str) -> float:
    begun = time.perf_counter()
    instance = read_pabulib(path)
    found = count_equal_shares(instance.tally, instance.budget, Method(COST, raises, step=instance.unit))
    of_equal_shares(found, instance.budget)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
