"""`linli-verify FILE`: exit code 0 nothing wrong, 1 something is wrong, 2 the file cannot be understood, or not be recounted in time."""

import argparse
import io
import os
import sys
import unicodedata

from .reading import File, UnreadableError, read
from .recount import check
from .words import FRAME, sentence, shown

GOOD, WRONG, UNREADABLE = range(3)


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit code. A reader who stops listening (`| head`) changes nothing of it."""
    given = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    told: list[str] = []
    code = _run(given, told)
    try:
        print("\n".join(told), file=sys.stderr if code == UNREADABLE and len(told) == 1 else sys.stdout, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _run(given: list[str], told: list[str]) -> int:
    """What is to be said, a line each, and the exit code."""
    language = _language(given)
    says = FRAME[language]
    asked = _parser(says).parse_args(given)
    try:
        file = read(asked.file)
        findings = list(check(file, asked.seal, asked.opening))
    except UnreadableError as error:
        told.append(safe(says["unreadable"].format(where=error)))
        return UNREADABLE
    told.append(safe(file.opening["question"]))
    told += [safe(sentence(language, finding.what, finding.is_good, finding.figures)) for finding in findings]
    wrong = sum(finding.is_good is False for finding in findings)
    if asked.receipt:
        found = _shown(file, asked.receipt, says)
        told += found or ["✗ " + safe(says["no_receipt"].format(receipt=asked.receipt))]
        wrong += not found
    if not wrong and any(finding.what == "recounted" for finding in findings):
        told.append(says["open"])
        return UNREADABLE
    told.append(says["bad"].format(number=wrong) if wrong else says["good"])
    return WRONG if wrong else GOOD


def _shown(file: File, receipt: str, says: dict[str, str]) -> list[str]:
    """The ballots of a receipt, however it was typed."""
    asked, lines = plain(receipt), []
    for ballot in file.ballots:
        if plain(ballot["receipt"]) == asked:
            told = [shown(value) for name, value in ballot.items() if name != "receipt"]
            lines.append(safe(says["receipt"].format(receipt=ballot["receipt"], ballot="; ".join(told))))
    return lines


def plain(code: str) -> str:
    """A receipt as it was meant: without case, blanks and strokes; O is 0, I and L are 1, full width is as good."""
    given = unicodedata.normalize("NFKC", code).upper().translate(str.maketrans("OIL", "011"))
    return "".join(sign for sign in given if sign.isalnum())


def safe(line: str) -> str:
    """One line, which moves no cursor and turns no writing around."""
    return "".join(sign if sign.isprintable() else " " for sign in line)


def _parser(says: dict[str, str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="linli-verify", description=says["about"])
    parser.add_argument("file", help=says["file"])
    parser.add_argument("--seal", default="", help=says["seal"])
    parser.add_argument("--opening", default="", help=says["opening"])
    parser.add_argument("--receipt", default="", help=says["find"])
    parser.add_argument("--lang", choices=sorted(FRAME), help=says["lang"])
    return parser


def _language(given: list[str]) -> str:
    """The language asked for, or that of the machine: Chinese where it is not known."""
    for place, word in enumerate(given):
        asked = word.removeprefix("--lang=") if word.startswith("--lang=") else "".join(given[place + 1 : place + 2])
        if word.startswith("--lang") and asked in FRAME:
            return asked
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "zh"
    return "en" if spoken.startswith("en") else "zh"
