"""Real conversations, grouped by us and by red-dwarf, the reference library of Polis' way.

Both run k-means on the same places, where several answers are nearly as tight; so the groups are asked to be alike, and ours to be as
tight as the reference's, within half a percent.
"""

import warnings

import numpy as np
import pytest

from linli.deliberation.opinions.axes import axes_of, places_of
from linli.deliberation.opinions.maps import grouped
from linli.deliberation.opinions.tests.made import alike
from tests.conversations import CONVERSATIONS, read_conversation

pytest.importorskip("reddwarf", reason="red-dwarf is not installed: script/oracles installs it beside")
FOLDERS = sorted(path for path in CONVERSATIONS.glob("*") if path.is_dir())
if not FOLDERS:
    pytest.skip("the conversations are not here (../shared/data/polis)", allow_module_level=True)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # theirs, said while it is imported
    from reddwarf.implementations.base import run_pipeline

pytestmark = [pytest.mark.oracle, pytest.mark.once, pytest.mark.data, pytest.mark.filterwarnings("ignore")]
ALIKE = {
    "15-per-hour-seattle": 0.63,
    "american-assembly.bowling-green": 0.99,
    "brexit-consensus": 0.96,
    "canadian-electoral-reform": 1.0,
    "scoop-hivemind.biodiversity": 1.0,
    "vtaiwan.uberx": 0.89,
}
"""The adjusted Rand index that docs/decisions/0012-opinion-maps.md reports, rounded down."""


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_real_people_fall_into_the_groups_that_the_reference_finds(folder, record_property):
    votes = read_conversation(folder)
    told = [
        {"participant_id": int(who), "statement_id": int(what), "vote": int(how)}
        for who, what, how in zip(votes.who, votes.what, votes.how, strict=True)
    ]
    theirs = run_pipeline(votes=told, random_state=1)
    places = places_of(votes, axes_of(votes))
    there = [int(key) for key in theirs.participants_df.index]
    for axis, name in enumerate(("x", "y")):
        assert abs(np.corrcoef(places[there, axis], theirs.participants_df[name])[0, 1]) == pytest.approx(1, abs=1e-6)

    found = theirs.participants_df["cluster_id"].dropna().astype(int)
    placed = np.array([int(key) for key in found.index])
    ours = grouped(votes, places).label
    assert sorted(np.flatnonzero(ours >= 0)) == sorted(placed)
    index = alike(ours[placed], found.to_numpy())
    record_property("adjusted Rand index", index)
    print(f"{folder.name}: adjusted Rand index {index:.3f}")
    assert len(set(ours[placed])) == len(set(found))
    assert _spread(places[placed], ours[placed]) <= 1.005 * _spread(places[placed], found.to_numpy())
    assert index >= ALIKE[folder.name]


def _spread(points, label) -> float:
    return sum(((points[label == one] - points[label == one].mean(axis=0)) ** 2).sum() for one in np.unique(label))
