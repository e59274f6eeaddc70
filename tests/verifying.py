"""The independent verifier, for tests beside the rooms."""

from pathlib import Path

from linli_verify.program import main


def stands_up(text: str, folder: Path) -> bool:
    """Whether the verifier finds nothing wrong with a published file."""
    file = folder / "published.jsonl"
    file.write_text(text)
    return main([str(file), "--lang=en"]) == 0
