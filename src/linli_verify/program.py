"""`linli-verify FILE`: exit code 0 nothing wrong, 1 something is wrong, 2 the file cannot be understood."""

import argparse
import os
import sys

from .reading import File, UnreadableError, read
from .recount import check
from .words import FRAME, sentence, shown


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    language = _language(given)
    says = FRAME[language]
    asked = _parser(says).parse_args(given)
    try:
        file = read(asked.file)
        findings = list(check(file, asked.seal, asked.opening))
    except UnreadableError as error:
        print(says["unreadable"].format(where=error), file=sys.stderr)
        return 2
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        print(says["unreadable"].format(where=f"?: {type(error).__name__} {error}"), file=sys.stderr)
        return 2
    print(file.opening.get("question", ""))
    for finding in findings:
        print(sentence(language, finding.what, finding.is_good, finding.figures))
    wrong = sum(finding.is_good is False for finding in findings)
    if asked.receipt:
        wrong += _show(file, asked.receipt, says)
    print(says["bad"].format(number=wrong) if wrong else says["good"])
    return 1 if wrong else 0


def _show(file: File, receipt: str, says: dict[str, str]) -> int:
    """Print the ballots of a receipt; how many things that found wrong."""
    found = [ballot for ballot in file.ballots if ballot["receipt"] == receipt.strip()]
    for ballot in found:
        told = {name: value for name, value in ballot.items() if name != "receipt"}
        print(says["receipt"].format(receipt=receipt, ballot="; ".join(shown(value) for value in told.values())))
    if not found:
        print("✗ " + says["no_receipt"].format(receipt=receipt))
    return not found


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
