"""Text that can be sent anywhere."""

from __future__ import annotations


def integer_text(value: int) -> str:
    """Digits of an integer, or its size where Python refuses to write that many."""
    bits = int.bit_length(value)
    return int.__repr__(value) if bits <= 512 else f"<integer of {bits} bits>"


def clean_text(text: str) -> str:
    """Text that can be encoded as UTF-8: half surrogate pairs, as in odd file names, are replaced."""
    plain = str.__getitem__(text, slice(None))
    if plain.isascii():
        return plain
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def clip(text: str, characters: int) -> str:
    return text if len(text) <= characters else text[: characters - 1] + "…"
