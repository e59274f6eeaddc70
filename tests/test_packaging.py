"""What no engine on this machine can build is read at least: the image, what goes with it, and the pages that a rehearsal follows."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from rehearsal import documents

from linli.base import machine

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parent.parent
SERVER = ROOT / "docs/operators/server.md"


@pytest.fixture(scope="module")
def image() -> list[tuple[str, str]]:
    """The lines of the Containerfile as instruction and rest."""
    text = (ROOT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split()[0], line.partition(" ")[2].strip()) for line in lines]


def of(image: list[tuple[str, str]], instruction: str) -> list[str]:
    return [rest for name, rest in image if name == instruction]


def test_the_image_runs_as_nobody_special_with_one_volume_and_a_health_check(image):
    assert of(image, "USER") == ["linli"]
    assert of(image, "VOLUME") == ["/data"]
    assert "/healthz" in of(image, "HEALTHCHECK")[0]
    assert of(image, "CMD") == ['["script/server"]']
    assert [name for name, _rest in image].index("USER") > max(
        n for n, (name, _rest) in enumerate(image) if name == "RUN"
    )


def test_the_image_holds_every_library_that_the_house_needs(image):
    installed = set(of(image, "RUN")[0].split())
    assert {package for need in machine.NEEDS if need.of == "house" for package in need.debian} <= installed
    assert "postgresql-client" in installed


def test_what_is_nobodys_business_stays_out_of_the_image():
    left_out = (ROOT / ".containerignore").read_text(encoding="utf-8").split()
    assert {".git", ".venv", "data", "build"} <= set(left_out)


def test_the_house_and_its_database_are_composed_with_one_volume_each():
    services = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    assert {name: len(one["volumes"]) for name, one in services.items()} == {"linli": 1, "database": 1}
    assert services["linli"]["depends_on"]["database"]["condition"] == "service_healthy"
    assert "healthcheck" in services["database"]
    assert services["linli"]["ports"] == ["127.0.0.1:8000:8000"]
    assert "ports" not in services["database"]


def test_every_block_of_the_operators_page_is_typed_or_names_its_file():
    found = documents.blocks(SERVER)
    assert [block for block in found if not block.is_typed and not block.path] == []
    assert len([block for block in found if block.is_typed]) >= 10


def test_a_block_is_a_file_where_the_text_before_it_names_one(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# One\n`/etc/a.conf`:\n```\nx\n```\n## Two\nType:\n```sh\nls # look\n```\n", encoding="utf-8")
    first, second = documents.blocks(page)
    assert (first.section, first.path, first.is_typed) == ("One", "/etc/a.conf", False)
    assert (second.section, second.path, documents.commands(second)) == ("Two", "", ["ls"])


def test_the_readme_names_the_same_two_commands_in_both_languages():
    chinese, english = (
        documents.in_section(ROOT / "README.md", heading)[0] for heading in ("两条命令", "Two commands")
    )
    assert documents.commands(chinese) == documents.commands(english) == ["script/server", "script/test"]


@pytest.mark.parametrize("name", ["uv", "app", "dev", "oracles"])
def test_whatever_is_installed_is_locked_with_a_hash_and_names_no_registry(name):
    text = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
    pinned = re.findall(r"^[\w.\[\]-]+==\S+", text, re.MULTILINE)
    assert pinned
    assert len(re.findall(r"^[\w.\[\]-]+==[^\n]*\\\n +--hash=sha256:", text, re.MULTILINE)) == len(pinned)
    assert "://" not in text


def test_nothing_is_installed_without_its_hash():
    """What pip and uv install in the scripts is a locked list, the tree itself, or the wheel of it."""
    for script in ("bootstrap", "wheel", "oracles"):
        text = (ROOT / "script" / script).read_text(encoding="utf-8").replace("\\\n", " ")
        for line in re.findall(r"^.*\bpip (?:install|sync).*$", text, re.MULTILINE):
            assert re.search(r"--require-hashes|--no-deps|--no-index", line), line


def test_a_wheel_depends_on_what_the_tree_depends_on():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "dependencies" in told["project"]["dynamic"]
    subprocess.run(["bash", "-n", ROOT / "script/server"], check=True)
