"""An office file is a zip of XML parts. It is opened with care, and only the parts that change are written anew.

Whatever nobody touched — pictures, stamps, text boxes, printer settings, themes — comes out byte by byte as it went in.
"""

import posixpath
import zipfile
import zlib
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from linli.base.errors import Invalid

Element = Any

MAX_BYTES = 10 * 1024 * 1024
MAX_INFLATED = 60 * 1024 * 1024
MAX_XML = 20 * 1024 * 1024  # in memory a tree takes some twenty times its text
MAX_PARTS = 3000
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
KINDS = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
}
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


class Package:
    """The parts by name. `kind` is what the file holds, whatever its name says."""

    def __init__(self, data: bytes) -> None:
        """Invalid for what is too large, protected, old, damaged, holds programs, or is neither a sheet nor a document."""
        _refuse_foreign(data)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            _refuse_bombs(self._zip)
            self._parts = {info.filename: self._zip.read(info) for info in self._zip.infolist()}
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as wrong:
            raise damaged() from wrong
        except RuntimeError as locked:
            raise _locked() from locked
        self._trees: dict[str, Element] = {}
        self._changed: set[str] = set()
        self.main, self.kind = self._find_main()

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str) -> Element:
        """The root of a part. Invalid where it is missing, damaged, or declares entities of its own."""
        if name not in self._trees:
            parser = etree.XMLParser(
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
                remove_comments=True,
                remove_pis=True,
            )
            try:
                root = etree.fromstring(self._parts[name], parser)
            except (KeyError, etree.XMLSyntaxError, ValueError) as wrong:
                raise damaged() from wrong
            if root.getroottree().docinfo.doctype:
                raise damaged()
            self._trees[name] = root
        return self._trees[name]

    def edit(self, name: str) -> Element:
        """The root of a part that will be written anew."""
        root = self.read(name)
        self._changed.add(name)
        return root

    def text(self, name: str) -> str:
        return self._parts[name].decode("utf-8", "surrogateescape")

    def put_text(self, name: str, text: str) -> None:
        self._parts[name] = text.encode("utf-8", "surrogateescape")

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to inside the file: id, last word of the kind, name of the other part."""
        listed = _relations_of(name)
        if listed not in self:
            return {}
        folder = posixpath.dirname(name)
        return {
            found.get("Id"): (
                found.get("Type", "").rsplit("/", 1)[-1],
                posixpath.normpath(posixpath.join("/", folder, found.get("Target", ""))).lstrip("/"),
            )
            for found in self.read(listed).iter(f"{RELATIONS}Relationship")
            if found.get("TargetMode") != "External"
        }

    def related(self, name: str, kind: str) -> list[str]:
        return [target for found, target in self.relations(name).values() if found == kind and target in self]

    def remove(self, name: str, *, named_by: str) -> None:
        """Leave a part out, and what is said of it."""
        for override in self.edit("[Content_Types].xml").findall(f"{TYPES}Override"):
            if override.get("PartName") == f"/{name}":
                override.getparent().remove(override)
        ids = {key for key, (_kind, target) in self.relations(named_by).items() if target == name}
        for found in self.edit(_relations_of(named_by)).findall(f"{RELATIONS}Relationship"):
            if found.get("Id") in ids:
                found.getparent().remove(found)
        del self._parts[name]

    def saved(self) -> bytes:
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as into:
            for info in self._zip.infolist():
                if info.filename in self._parts:
                    into.writestr(_like(info), self._bytes(info.filename))
        return out.getvalue()

    def _bytes(self, name: str) -> bytes:
        if name not in self._changed:
            return self._parts[name]
        return etree.tostring(self._trees[name], xml_declaration=True, encoding="UTF-8", standalone=True)

    def _find_main(self) -> tuple[str, str]:
        if "[Content_Types].xml" not in self or "_rels/.rels" not in self:
            raise _foreign()
        types = {
            found.get("PartName", "").lstrip("/"): found.get("ContentType", "")
            for found in self.read("[Content_Types].xml").iter(f"{TYPES}Override")
        }
        if any("macroEnabled" in kind or "vbaProject" in kind for kind in types.values()) or any(
            name.lower().endswith("vbaproject.bin") for name in self._parts
        ):
            raise Invalid(
                _(
                    "This file contains macros (small programs). Save it as .xlsx or .docx without them, and upload that."
                ),
                field="file",
            )
        main = next(iter(self.related("", "officeDocument")), "")
        if KINDS.get(types.get(main, "")) is None:
            raise _foreign()
        return main, KINDS[types[main]]


def _refuse_foreign(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise Invalid(
            _("A form may have at most %(limit)d MB. Take out large pictures.") % {"limit": MAX_BYTES // 1048576},
            field="file",
        )
    if data.startswith(OLD_OFFICE):
        if ENCRYPTED in data:
            raise _locked()
        raise Invalid(
            _("This is an old Office file (.xls or .doc). Open it and save it as .xlsx or .docx, and upload that."),
            field="file",
        )
    if not data.startswith(b"PK"):
        raise _foreign()


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MAX_PARTS or len(names) < len(parts):
        raise damaged()
    xml = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels", ".vml")))
    for size, most in ((sum(part.file_size for part in parts), MAX_INFLATED), (xml, MAX_XML)):
        if size > most:
            raise Invalid(_("The file unpacks to more than %(limit)d MB.") % {"limit": most // 1048576}, field="file")


def _relations_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(info.filename, info.date_time)
    made.compress_type = zipfile.ZIP_DEFLATED if info.compress_type else zipfile.ZIP_STORED
    made.external_attr = info.external_attr
    return made


def damaged() -> Invalid:
    return Invalid(_("This file is damaged and cannot be read."), field="file")


def _locked() -> Invalid:
    return Invalid(_("This file is locked with a password. Take the password off, and upload it again."), field="file")


def _foreign() -> Invalid:
    return Invalid(_("This is no Excel or Word file (.xlsx or .docx)."), field="file")
