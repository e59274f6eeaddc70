"""Publications of the home community: the third quarter told of in November."""

from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace

import pytest

from linli.publication import actions
from linli.publication.models import Publication


@dataclass
class Way:
    """The way of a publication."""

    cast: SimpleNamespace
    now: datetime

    def draft(self, **more) -> Publication:
        given = {
            "kind": "decisions",
            "title": "演示：第三季度决定",
            "text": "装六个充电桩。联系 13800138000。",
            "from_date": date(2026, 7, 1),
            "to_date": date(2026, 9, 30),
        } | more
        return actions.draft_publication(self.cast.worker, self.cast.here, now=self.now, **given)

    def posted(self, **more) -> Publication:
        return actions.post_publication(self.cast.worker, self.draft(**more), now=self.now)


@pytest.fixture
def way(cast, now) -> Way:
    return Way(cast, now)
