"""Rows with named parts from CSV, Excel and JSON; a bad line is named by its number."""

import json
from pathlib import Path

import pytest

from linli.base.errors import Invalid
from linli.base.named_rows import named_rows

pytestmark = pytest.mark.once

HEADINGS = {"代码": "code", "名称": "name"}
TWO = [{"code": "1", "name": "甲"}, {"code": "2", "name": "乙"}]


@pytest.fixture
def file(tmp_path):
    def write(name: str, content: str) -> Path:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("name", "content", "lines"),
    [
        ("a.csv", "代码,名称\n1,甲\n2,乙\n", [2, 3]),
        ("b.csv", "CODE,Name\n1,甲\n\n2,乙\n", [2, 4]),
        ("c.json", json.dumps(TWO), [1, 1]),
        ("d.json", json.dumps(TWO, indent=1, ensure_ascii=False), [2, 6]),
        ("e.json", "\ufeff" + json.dumps(TWO), [1, 1]),
        ("f.jsonl", "\n".join(json.dumps(row) for row in TWO), [1, 2]),
    ],
)
def test_every_kind_of_file_gives_the_same_rows_with_their_lines(file, name, content, lines):
    found = list(named_rows(file(name, content), HEADINGS))
    assert [row for _line, row in found] == TWO
    assert [line for line, _row in found] == lines


@pytest.mark.parametrize(
    ("content", "line"), [('[{"code": "1"},\n{"code": }]', 2), ('[{"code": "1"},\n\n"乙"]', 3), ("不是 JSON", 1)]
)
def test_a_bad_line_is_named(file, content, line):
    with pytest.raises(Invalid, match=f"第 {line} 行"):
        list(named_rows(file("a.json", content), HEADINGS))


def test_what_cannot_be_opened_is_refused(tmp_path):
    with pytest.raises(Invalid):
        list(named_rows(tmp_path / "没有.json", HEADINGS))
    (tmp_path / "a.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Invalid):
        list(named_rows(tmp_path / "a.json", HEADINGS))
