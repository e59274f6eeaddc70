"""Two households of plainly invented residents behind doors of the cast's building."""

from types import SimpleNamespace

import pytest

from linli.records.actions import add_resident

RESIDENTS = {
    "grandmother": (
        {"name": "演示老太", "sex": "女", "birth_date": "1941.3", "lives_alone": "是", "telephone": "13800138000"},
        "广重一街3栋801",
    ),
    "tenant": (
        {"name": "演示租客", "sex": "男", "birth_date": "1990-05-06", "relation": "户主", "residence": "流动"},
        "3栋802房",
    ),
    "child": ({"name": "演示小孩", "relation": "儿子", "birth_date": "2019年6月"}, "3栋802"),
}


@pytest.fixture
def kept(cast, now) -> SimpleNamespace:
    made = {
        who: add_resident(cast.worker, cast.here, values=values, address=address, now=now)
        for who, (values, address) in RESIDENTS.items()
    }
    return SimpleNamespace(**made)
