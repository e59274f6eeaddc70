"""`docs/operators/server.md` and `backup.md`, block by block: what is typed is typed, what is a file is written, and after each part the site is asked."""

import contextlib
import http.client
import re
import shutil
import socket
import ssl
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from . import documents
from .machine import TREE, Machine, step

PAGES = TREE / "docs" / "operators"
NAME = "linli.example.cn"


@dataclass(frozen=True)
class Ports:
    """Every port of the pages gets another, because this machine's network is used."""

    house: int
    http: int
    https: int
    caddy_http: int
    caddy_https: int
    caddy_admin: int


def follow_the_operators_pages(machine: Machine) -> None:
    ports = Ports(*_free_ports(6))
    _make_ready(machine)
    old = _commit(machine, "HEAD")
    machine("root", "git -C /srv/linli.git fetch --quiet . HEAD && " + _a_later_version())
    new = _commit(machine, "later")
    names = {"仓库地址": "/srv/linli.git", "新版本": new, "旧版本": old, "127.0.0.1:8000": f"127.0.0.1:{ports.house}"}

    checks = {
        "2. 系统服务": lambda: _check_the_unit(machine),
        "3. HTTPS": lambda: _ask_through_a_proxy(machine, ports),
        "5. 用 SQLite 还是 PostgreSQL": lambda: _try_postgresql(machine),
        "7. 升级和退回": lambda: _wait_for_health(ports.house),
    }
    section = ""
    for block in documents.blocks(PAGES / "server.md"):
        section = block.section
        _follow(machine, block, names, ports)
        if block.is_typed and section in checks:
            checks[section]()
    with step("backup.md: backup"):
        for block in documents.in_section(PAGES / "backup.md", "备份"):
            _follow(machine, block, names, ports)
        _run_cron(machine)
    with step("backup.md: restore"):
        newest = machine("root", "ls -t /srv/backup/linli-*.tar.gz | head -1").strip()
        for block in documents.in_section(PAGES / "backup.md", "恢复"):
            _follow(machine, block, names | {"/srv/backup/linli-2026-11-23.tar.gz": newest}, ports)
        _wait_for_health(ports.house)
    machine("root", "systemctl stop linli")


def _make_ready(machine: Machine) -> None:
    """What the pages take for granted: sudo, and a systemd, for which something stands in."""
    with step("a machine with sudo"):
        machine("root", "apt-get install -y --no-install-recommends sudo openssl")
    root = machine.root
    kept = " ".join(machine.env)
    (root / "etc/sudoers.d/guest").write_text(f'guest ALL=(ALL) NOPASSWD: ALL\nDefaults env_keep += "{kept}"\n')
    hosts = root / "etc/hosts"
    hosts.write_text(hosts.read_text() + f"127.0.0.1 {socket.gethostname()}\n")
    shutil.copy(Path(__file__).with_name("systemctl"), root / "usr/local/bin/systemctl")
    own_socket = root / "etc/postgresql-common/createcluster.d/socket.conf"
    own_socket.parent.mkdir(parents=True, exist_ok=True)
    own_socket.write_text("listen_addresses = ''\n")
    policy = root / "usr/sbin/policy-rc.d"
    policy.write_text("#!/bin/sh\ncase $1 in nginx|caddy) exit 101 ;; esac\n")
    policy.chmod(0o755)
    machine(
        "root",
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN="
        + NAME
        + " -keyout /etc/ssl/linli.key -out /etc/ssl/linli.pem",
    )


def _commit(machine: Machine, name: str) -> str:
    return machine("root", f"git -C /srv/linli.git rev-parse --short {name}").strip()


def _a_later_version() -> str:
    who = "-c user.name=rehearsal -c user.email=rehearsal@localhost"
    return f"cd /srv/linli.git && git branch later $(git {who} commit-tree -p HEAD -m later 'HEAD^{{tree}}')"


def _follow(machine: Machine, block: documents.Block, names: dict[str, str], ports: Ports) -> None:
    text = block.text
    for name, real in names.items():
        text = text.replace(name, real)
    if block.is_typed:
        with step(f"{block.section}: {text.strip().splitlines()[0]}"):
            machine("guest", text)
        return
    assert block.path, f"no text says which file this is:\n{block.text}"
    file = machine.root / block.path.lstrip("/")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(_on_other_ports(file.name, text, ports), encoding="utf-8")
    print(f"   written: {block.path}")


def _on_other_ports(name: str, text: str, ports: Ports) -> str:
    if name == "linli.env":  # the example's mail server does not exist, and the doctor would say so
        return re.sub(r"(?m)^LINLI_SMTP_.*\n", "", text) + f"PORT={ports.house}\n"
    if name == "linli.conf":
        return text.replace("listen 443 ", f"listen {ports.https} ").replace("listen 80;", f"listen {ports.http};")
    if name == "Caddyfile":
        own = f"admin 127.0.0.1:{ports.caddy_admin}\nhttp_port {ports.caddy_http}\nhttps_port {ports.caddy_https}\nlocal_certs\nskip_install_trust\n"
        return text.replace("{\n", "{\n" + own, 1)
    return text


def _check_the_unit(machine: Machine) -> None:
    """The service user cannot change the programme; the unit says what systemd understands, and little is open to it."""
    written = machine(
        "root",
        "cd / && setpriv --reuid=linli --regid=linli --init-groups find /opt/linli -writable -not -type l | head -3",
    )
    assert not written, f"the service can write to its own programme: {written}"
    log = machine("root", "cat /var/log/linli.log")
    assert "! " not in log, log
    if not shutil.which("systemd-analyze"):
        print("   systemd-analyze is not here: the unit was not verified")
        return
    unit = machine.root / "tmp/linli.service"  # its programme and folder lie in the bare machine, not here
    text = (machine.root / "etc/systemd/system/linli.service").read_text(encoding="utf-8")
    unit.write_text(re.sub(r"(?m)^ExecStart=.*$", "ExecStart=/bin/true", text), encoding="utf-8")
    seen = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert seen.returncode == 0 and not seen.stderr, seen.stderr
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--threshold=20", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert judged.returncode == 0, judged.stdout[-800:]
    print("   " + judged.stdout.strip().splitlines()[-1].strip("→ "))


def _ask_through_a_proxy(machine: Machine, ports: Ports) -> None:
    """Whichever proxy runs by now hands pages on, with the name and the scheme that the visitor had."""
    for port, plain in ((ports.caddy_https, ports.caddy_http), (ports.https, ports.http)):
        if not _listens(port):
            continue
        _wait_for_certificate(port)
        answer, page = _ask(port, is_encrypted=True)
        assert answer.status == 200 and "邻里" in page, f"{answer.status} through the proxy on {port}: {page[:300]}"
        assert answer.getheader("Strict-Transport-Security"), "no HSTS through the proxy"
        assert "Secure" in _ask(port, is_encrypted=True, path="/accounts/login/")[0].getheader("Set-Cookie", ""), (
            "cookies that are not Secure"
        )
        moved, _page = _ask(plain, is_encrypted=False)
        assert moved.status in {301, 308} and moved.getheader("Location", "").startswith(f"https://{NAME}"), (
            moved.status
        )
        _stall(port)


def _stall(port: int) -> None:
    """A dozen phones begin to send and stop: the proxy keeps that to itself, and others are served."""
    with contextlib.ExitStack() as phones:
        for _each in range(12):
            phone = phones.enter_context(_connected(port, is_encrypted=True))
            phone.sendall(f"POST /report/ HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 5000000\r\n\r\nhalf".encode())
        begun = time.monotonic()
        answer, _page = _ask(port, is_encrypted=True, path="/healthz")
        assert answer.status == 200 and time.monotonic() - begun < 10, (
            f"{answer.status} after {time.monotonic() - begun:.0f} s"
        )


def _wait_for_certificate(port: int) -> None:
    """Caddy makes its own a moment after it began to listen."""
    for _try in range(60):
        with contextlib.suppress(ssl.SSLError):
            _ask(port, is_encrypted=True, path="/healthz")
            return
        time.sleep(0.5)
    raise SystemExit(f"no certificate on {port}")


def _ask(port: int, *, is_encrypted: bool, path: str = "/") -> tuple[http.client.HTTPResponse, str]:
    connection = http.client.HTTPConnection(NAME, port, timeout=30)
    connection.sock = _connected(port, is_encrypted=is_encrypted)
    connection.request("GET", path, headers={"Host": NAME, "Accept-Language": "zh-CN"})
    answer = connection.getresponse()
    return answer, answer.read().decode(errors="replace")


def _connected(port: int, *, is_encrypted: bool) -> socket.socket:
    raw = socket.create_connection(("127.0.0.1", port), timeout=30)
    unchecked = ssl._create_unverified_context()  # the certificate was made a minute ago
    return unchecked.wrap_socket(raw, server_hostname=NAME) if is_encrypted else raw


def _try_postgresql(machine: Machine) -> None:
    """What the page says of the socket is what a database there takes."""
    address = re.search(r"`DATABASE_URL=(\S+)`", (PAGES / "server.md").read_text(encoding="utf-8"))
    assert address, "the page names no address of PostgreSQL"
    env = f"env LINLI_DATA=/tmp/on-postgresql DATABASE_URL='{address[1]}'"
    with step("PostgreSQL: its tables, and a backup of them"):
        machine(
            "root",
            f"cd /opt/linli && runuser -u linli -- {env} sh -c 'umask 077; .venv/bin/linli migrate -v0 && .venv/bin/linli backup /tmp/on-postgresql.tar.gz'",
        )


def _run_cron(machine: Machine) -> None:
    """cron's line as cron would run it: by its user, % without its backslash. Its file is of today: the night's comes first."""
    line = (machine.root / "etc/cron.d/linli").read_text(encoding="utf-8").strip()
    _minute, _hour, _day, _month, _weekday, user, command = line.split(maxsplit=6)
    machine("root", "rm -f /srv/backup/linli-*.tar.gz")
    machine(
        "root",
        f"cd ~{user} && setpriv --reuid={user} --regid={user} --init-groups -- sh -c '{command.replace(chr(92) + '%', '%').replace(chr(39), chr(34))}'",
        env={"PATH": "/usr/bin:/bin"},
    )


def _wait_for_health(port: int, seconds: int = 180) -> None:
    for _half in range(seconds * 2):
        if _listens(port):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.5)
    raise SystemExit(f"nothing answers on {port}")


def _listens(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def _free_ports(number: int) -> list[int]:
    held = [socket.socket() for _each in range(number)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports
