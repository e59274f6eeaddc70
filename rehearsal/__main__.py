"""On a bare Debian: the README's two commands as written, ten pages, each kind of PDF, then the operators' pages block by block.

python3 -m rehearsal 12        REHEARSE_TESTS: what is given to script/test there; REHEARSE_ONLY: readme or operators,
one of the two; root builds it and does nothing there
"""

import contextlib
import os
import re
import signal
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from . import documents
from .machine import TREE, Machine, run, step
from .operating import follow_the_operators_pages
from .visitor import Visitor

if TYPE_CHECKING:
    import subprocess

PAGES = (
    "/",
    "/c/guangzhong/",
    "/cases/",
    "/rates/",
    "/report/?c=guangzhong",
    "/publication/",
    "/topics/",
    "/ballots/",
    "/open/",
    "/accounts/login/",
)
READERS = ("", "chair", "worker", "street", "department")
# Their addresses hold a code, or the demonstration has none of them; tests make these.
NOT_HERE = {"/w/{}-{}/letter.pdf", "/desk/ballots/{}/letters.pdf"}


def main(version: str) -> None:
    only = os.environ.get("REHEARSE_ONLY", "")
    machine = Machine(version)
    machine.set_up()
    if only == "root":
        return
    run("git", "clone", "--quiet", "--bare", str(TREE), str(machine.root / "srv/linli.git"))
    if only != "operators":
        follow_the_readme(machine)
    if only != "readme":
        follow_the_operators_pages(machine)
    print(f"-- Debian {version}: everything as written")


def follow_the_readme(machine: Machine) -> None:
    server, test = _two_commands()
    machine("guest", "git clone --quiet /srv/linli.git linli")

    with step("a guest without any right: first start"), served(machine, server) as (address, said):
        to_type = [line.partition(": ")[2] for line in said.splitlines() if line.startswith("! 装上")]
        assert len(to_type) == 1, f"one command to type, not {to_type}\n{said}"
        assert "ballot papers" in said, said
        see_pages(address)
        status, _kind, page, _where = Visitor(address).get("/c/guangzhong/poster.pdf")
        assert status == 409 and "Pango" in page.decode(), f"without Pango a poster answers {status}"
    arguments = os.environ.get("REHEARSE_TESTS", "")
    with step(f"without the libraries: {test} {arguments}"):
        machine("guest", f"cd linli && {test} {arguments}", shown=True)
    with step(f"what is printed, typed by root: {to_type[0].removeprefix('sudo ')}"):
        machine("root", f"apt-get update -q && DEBIAN_FRONTEND=noninteractive {to_type[0].removeprefix('sudo ')}")
        machine("root", "apt-get install -y --no-install-recommends poppler-utils")
    with step("a start with the libraries, pages and PDF files"), served(machine, server) as (address, said):
        assert "! " not in said.partition("邻里 Linli:")[0], said
        see_pages(address)
        read_papers(machine, address)


def _two_commands() -> tuple[str, str]:
    in_both = [documents.in_section(TREE / "README.md", heading)[0] for heading in ("两条命令", "Two commands")]
    chinese, english = (documents.commands(block) for block in in_both)
    assert chinese == english, "the README says two things in its two languages"
    server, test = chinese
    return server, test


@contextlib.contextmanager
def served(machine: Machine, command: str):
    """The address, and all that was said until it was printed. Ended by Ctrl-C, as the README says."""
    port, log = free_port(), machine.root / "var/log/rehearsed.log"
    server = machine.start("guest", f"cd linli && exec {command}", log, env={"PORT": str(port)})
    address = f"http://127.0.0.1:{port}"
    try:
        until_said(server, log, f"Linli: {address}")
        time.sleep(1)
        yield address, log.read_text(errors="replace")
    finally:
        os.killpg(server.pid, signal.SIGINT)
        assert server.wait(60) == 0, "Ctrl-C ended it with a failure"


def until_said(server: "subprocess.Popen[bytes]", log: Path, words: str, seconds: int = 900) -> None:
    for _half_second in range(seconds * 2):
        if words in log.read_text(errors="replace"):
            return
        if server.poll() is not None:
            break
        time.sleep(0.5)
    raise SystemExit(f"{words!r} was never said:\n{log.read_text(errors='replace')[-3000:]}")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def see_pages(address: str) -> None:
    for path in PAGES:
        status, _kind, page, _where = Visitor(address).get(path)
        assert status == 200 and re.search(r"[\u4e00-\u9fff]{4}", page.decode()), f"{path}: {status}"


def read_papers(machine: Machine, address: str) -> None:
    """Every kind that the demonstration has is fetched, and its Chinese read."""
    found: dict[str, int] = {}
    for who in READERS:
        visitor = Visitor(address)
        if who:
            visitor.sign_in(who)
        for kind, content in visitor.papers(kinds_of_papers() - NOT_HERE - found.keys()):
            (machine.root / "tmp/paper.pdf").write_bytes(content)
            words = machine("guest", "pdftotext /tmp/paper.pdf -")
            found[kind] = len(re.findall(r"[\u4e00-\u9fff]", words))
            assert found[kind] > 10, f"{kind} has no Chinese in it: {words[:300]!r}"
    for kind, signs in sorted(found.items()):
        print(f"   {kind}: {signs} Chinese characters")
    missing = kinds_of_papers() - NOT_HERE - found.keys()
    assert not missing, f"no PDF of these kinds was met: {sorted(missing)}"


def kinds_of_papers() -> set[str]:
    """From the rooms' addresses; {} stands for a number."""
    text = "".join(file.read_text(encoding="utf-8") for file in sorted((TREE / "src/linli").glob("*/urls.py")))
    paths = re.findall(r'path\("(\S+\.pdf)"', text)
    return {"/" + re.sub(r"<\w+:\w+>", "{}", path.replace("<slug:slug>", "guangzhong")) for path in paths}


if __name__ == "__main__":
    main(sys.argv[1])
