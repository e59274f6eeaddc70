"""How long 74,401 real requests and 28,743 divisions take to come in, and how much memory at most."""

import resource
import time

from .house import DATA, house, missing

CASES = DATA / "cases" / "chicago_sanitation.csv"
DIVISIONS = DATA / "divisions" / "guangdong.csv"


def main() -> None:
    for verb, file, more in (
        ("import-divisions", DIVISIONS, ()),
        ("import-cases", CASES, ("--mapping", "chicago")),
    ):
        if missing(file):
            continue
        with house() as made:
            begun = time.perf_counter()
            made.linli(verb, file, *more)
            spent = time.perf_counter() - begun
            most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"{verb} {file.name}: {spent:.1f} s, at most {most:.0f} MB")


if __name__ == "__main__":
    main()
