"""How long 74,401 real requests and 28,743 divisions take to come in; and the memory, as the command itself says."""

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
            said = made.linli(verb, file, *more).strip().splitlines()[-1]
            print(f"{verb} {file.name}: {time.perf_counter() - begun:.1f} s. {said}")


if __name__ == "__main__":
    main()
