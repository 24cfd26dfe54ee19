"""Archives that are the same bytes whenever their parts are."""

from __future__ import annotations

import io
import zipfile

#: The earliest time an archive can name; every part has it.
MOMENT = (1980, 1, 1, 0, 0, 0)
CONTENT_TYPES = "[Content_Types].xml"


def zip_bytes(parts: dict[str, bytes]) -> bytes:
    """The parts by their names, content types first, the others in the order of their names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(parts, key=lambda each: (each != CONTENT_TYPES, each)):
            entry = zipfile.ZipInfo(name, MOMENT)
            # The same on every system: a plain file of MS-DOS.
            entry.create_system = 0
            entry.external_attr = 0
            entry.compress_type = zipfile.ZIP_STORED if _is_packed(name) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name], compresslevel=6)
    return stream.getvalue()


def _is_packed(name: str) -> bool:
    """True of what deflating would not make smaller."""
    return name.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".xlsx"))
