"""Opinion maps of 1,000, 10,000 and 100,000 voters with groups that we planted, beside the reference library where it is installed.

Each in a process of its own. The reference at 100,000 takes minutes and many gigabytes: name it (`reference`) to wait for it.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from linli.deliberation.opinions.tests.made import conversation

SIZES = ((1_000, 200), (10_000, 1_000), (100_000, 1_000))
ORACLES = Path(__file__).parent.parent / ".venv-oracles" / "bin" / "python"
MEASURE = """
import json, resource, sys, time
import numpy as np
from linli.deliberation.opinions.tests.made import alike
file = np.load(sys.argv[1])
who, what, how, planted = (file[name] for name in ("who", "what", "how", "planted"))
"""
OURS = (
    MEASURE
    + """
from linli.deliberation.opinions import Votes, draw_map
from linli.deliberation.opinions.axes import axes_of, places_of
from linli.deliberation.opinions.maps import grouped
begun = time.perf_counter()
votes = Votes(who, what, how, int(file["voters"]), int(file["statements"]))
draw_map(votes)
took = time.perf_counter() - begun
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
label = grouped(votes, places_of(votes, axes_of(votes))).label
print(json.dumps({"took": took, "memory": memory, "alike": alike(label, planted), "label": label.tolist()}))
"""
)
THEIRS = (
    MEASURE
    + """
from reddwarf.implementations.base import run_pipeline
told = [{"participant_id": int(a), "statement_id": int(b), "vote": int(c)} for a, b, c in zip(who, what, how)]
begun = time.perf_counter()
found = run_pipeline(votes=told, random_state=1)
took = time.perf_counter() - begun
label = found.participants_df["cluster_id"].astype(int).sort_index().to_numpy()
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({"took": took, "memory": memory, "alike": alike(label, planted), "label": label.tolist()}))
"""
)


def main() -> None:
    is_patient = "reference" in sys.argv[1:]
    print(
        f"{'voters':>9}{'statements':>12}{'':12}{'seconds':>9}{'MB':>8}{'alike to planted':>18}{'alike to reference':>20}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for voters, statements in SIZES:
            file = Path(folder) / f"{voters}.npz"
            votes, planted = conversation(voters, statements)
            np.savez(
                file,
                who=votes.who,
                what=votes.what,
                how=votes.how,
                planted=planted,
                voters=voters,
                statements=statements,
            )
            ours = measured(sys.executable, OURS, file)
            theirs = measured(ORACLES, THEIRS, file) if ORACLES.exists() and (voters < 100_000 or is_patient) else None
            both = f"{_alike(ours, theirs):20.3f}" if theirs else f"{'—':>20}"
            line = f"{voters:9}{statements:12}"
            print(f"{line}{'ours':>12}{ours['took']:9.2f}{ours['memory']:8}{ours['alike']:18.3f}{both}")
            if theirs:
                print(f"{line}{'reference':>12}{theirs['took']:9.2f}{theirs['memory']:8}{theirs['alike']:18.3f}")
    if not ORACLES.exists():
        print("the reference library is not installed: script/oracles installs it beside")


def measured(python: Path | str, script: str, file: Path) -> dict:
    done = subprocess.run([python, "-W", "ignore", "-c", script, file], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _alike(ours: dict, theirs: dict) -> float:
    from linli.deliberation.opinions.tests.made import alike

    return alike(np.array(ours["label"]), np.array(theirs["label"]))


if __name__ == "__main__":
    main()
