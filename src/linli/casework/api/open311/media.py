"""A picture's address that a programme names: never fetched, kept as the last line of the text where the committee reads it."""

from linli.base.text import LONGEST_TEXT

LINE = "\nmedia_url: "


def together(text: str, media_url: str) -> str:
    """The text to store. An address for which there is no room left is dropped."""
    stored = f"{text}{LINE}{media_url}" if media_url else text
    return stored if len(stored) <= LONGEST_TEXT else text


def apart(stored: str) -> tuple[str, str | None]:
    """What `together` put together."""
    text, line, media_url = stored.rpartition(LINE)
    return (text, media_url) if line else (stored, None)
