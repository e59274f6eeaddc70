"""Words that people type: cleaned, masked where the public reads them, and found again by sound."""

import re
import unicodedata

from django.utils.translation import gettext as _

from .errors import Invalid

LONGEST_TEXT = 4000
UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
FULL_WIDTH = {ord("０") + i: chr(ord("0") + i) for i in range(10)}
FULL_WIDTH |= {ord("Ａ") + i: chr(ord("A") + i) for i in range(26)} | {
    ord("ａ") + i: chr(ord("a") + i) for i in range(26)
}
SURROGATES = re.compile("[\ud800-\udfff]")
UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
"""What cannot be stored or searched for: PostgreSQL keeps no NUL, and half a character is no UTF-8."""

MOBILE = re.compile(r"(?<!\d)((?:(?:00)?86[ -]?)?1[3-9]\d)[ -]?\d{4}[ -]?(\d{4})(?!\d)")
LANDLINE = re.compile(r"(?<!\d)(0\d{2,3}[)）]?[ -]?)\d{3,4}[ -]?(\d{4})(?!\d)")
IDENTITY = re.compile(r"(?<!\d)(\d{6})[ -]?\d{8}[ -]?(\d{3}[\dXx])(?!\d)")
CARD = re.compile(r"(?<!\d)(\d{4})(?:\d\d[ -]\d{10}|[ -]?\d{4}[ -]?\d{4}(?:[ -]?\d{4})?[ -]?\d{0,4})(\d{3})(?!\d)")
EMAIL = re.compile(r"([\w.+-])[\w.+-]{0,63}(@[\w-]+\.[\w.-]+)", re.ASCII)
COMPOUND_SURNAMES = frozenset(
    ["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯"]
)


def clean(text: str) -> str:
    """Half-width digits and letters, plain line ends, nothing unseen: no control, direction or zero-width characters.

    Chinese punctuation stays full width.
    """
    text = SURROGATES.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\u3000", " ")
    return unicodedata.normalize("NFC", UNSEEN.sub("", text.translate(FULL_WIDTH)))


def words(text: str, *, field: str = "text", longest: int = LONGEST_TEXT, required: bool = True) -> str:
    """What a person typed, cleaned. Invalid if it is empty or too long."""
    cleaned = clean(text).strip()
    if required and not cleaned:
        raise Invalid(_("Please write something here."), field=field)
    if len(cleaned) > longest:
        raise Invalid(
            _("This is %(length)d characters long; at most %(longest)d are kept.")
            % {"length": len(cleaned), "longest": longest},
            field=field,
        )
    return cleaned


def mask_personal(text: str) -> str:
    """Telephone, identity and bank numbers and e-mail addresses made unreadable, for texts that everybody reads."""
    text = IDENTITY.sub(r"\1********\2", text)
    text = CARD.sub(r"\1 **** **** \2", text)
    text = MOBILE.sub(r"\1****\2", text)
    text = LANDLINE.sub(r"\1****\2", text)
    return EMAIL.sub(r"\1***\2", text)


def hidden_name(name: str) -> str:
    """A surname and asterisks: 王**, 欧阳*. Latin names keep their first letter."""
    name = name.strip()
    if not name:
        return ""
    kept = 2 if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else 1
    return name[:kept] + "*" * min(max(len(name) - kept, 1), 2)


def telephone(text: str) -> str:
    """A Chinese telephone number as digits, 13800138000 or 020-83123456. ValueError with a sentence for the person."""
    digits = re.sub(r"[\s()（）.·-]", "", clean(text))
    digits = re.sub(r"^(?:\+|00)86", "", digits)
    if re.fullmatch(r"1[3-9]\d{9}", digits):
        return digits
    if found := re.fullmatch(r"(010|02\d|0[3-9]\d{2})(\d{7,8})", digits):
        return f"{found[1]}-{found[2]}"
    if re.fullmatch(r"[2-8]\d{6,7}|400\d{7}|800\d{7}|1\d{2,4}", digits):
        return digits
    raise ValueError(_("This telephone number cannot be read. Please write it as 13800138000 or 020-83123456."))


def pinyin(text: str) -> str:
    """How the words sound, without tones: 路灯 → "lu deng"."""
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(text)).lower()


def pinyin_initials(text: str) -> str:
    """The first letter of each sound: 路灯 → "ld"."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()


def sound_of(name: str) -> str:
    """王小明 → "wangxiaoming wxm": to find and sort a name by how it is spoken."""
    return f"{pinyin(name).replace(' ', '')} {pinyin_initials(name)}"[:240]
