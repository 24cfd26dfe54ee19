"""Text that is no table: lines, words, headings, and what can be told of markup without running it."""

from __future__ import annotations

import codecs
import re
from typing import Any

from ..hello import package_version
from ..reply import HelperError
from ..texts import clip
from .encodings import codec_of, detect_encoding
from .load_line import opened
from .packed_text import check_unpacked, readable
from .source_file import SourceFile
from .xml_reader import UnsafeXml, walk

BLOCK = 1024**2
#: Text beyond this is only counted in lines.
WORD_BYTES = 64 * 1024**2
#: Text in which headings and the like are looked for.
HEAD_CHARACTERS = 4 * 1024**2
MAX_HEADINGS = 100
MAX_PREVIEW = 50
LINE_TEXT = 200
MAX_KEYS = 50
HEADING = re.compile(r"^(#{1,6})[ \t]+(\S[^\n]{0,1000})", re.MULTILINE)
FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
YAML_KEY = re.compile(r"^([\w.\-]+|'[^'\n]+'|\"[^\"\n]+\")\s*:(?:\s|$)", re.MULTILINE)
TITLE = re.compile(r"<title[^>]*>([^<]{0,300})", re.IGNORECASE)


def describe_lines(source: SourceFile, preview_rows: int) -> dict[str, Any]:
    """Lines, words and encoding. Raises `HelperError` when it holds no text, or blanks only."""
    head = source.read(BLOCK)
    encoding = detect_encoding(head, source.name)
    lines, words, text = _read(source, encoding)
    if not text.strip("\ufeff \r\n\t"):
        raise HelperError(f"{source.name} holds nothing but blanks.")
    preview = text.split("\n", MAX_PREVIEW)[: min(preview_rows, MAX_PREVIEW)]
    if len(preview) > lines:
        preview = preview[:lines]
    return {
        "type": "text",
        "rows": lines,
        "preview": [[clip(line.rstrip("\r"), LINE_TEXT)] for line in preview],
        "load_line": f"{opened(source, encoding)}.read()",
        "details": {"lines": lines, "words": words, "encoding": encoding},
        "notes": ["Plain text; rows are lines."],
    }


def _read(source: SourceFile, encoding: str) -> tuple[int, int | None, str]:
    """Numbers of lines and words, and the beginning of the text."""
    decoder = codecs.getincrementaldecoder(codec_of(encoding)[0])("replace")
    lines = words = size = total = 0
    head: list[str] = []
    kept = 0
    was_blank = ended = True
    with readable(source), source.open() as stream:
        while True:
            block = stream.read(BLOCK)
            total += len(block)
            check_unpacked(source, total)
            text = decoder.decode(block, not block)
            if text:
                lines += text.count("\n")
                ended = text.endswith("\n")
                size += len(block)
                if size <= WORD_BYTES:
                    words += len(text.split()) - (not was_blank and not text[0].isspace())
                    was_blank = text[-1].isspace()
                if kept < HEAD_CHARACTERS:
                    head.append(text[: HEAD_CHARACTERS - kept])
                    kept += len(head[-1])
            if not block:
                break
    return lines + (not ended), words if size <= WORD_BYTES else None, "".join(head).lstrip("\ufeff")


def profile_markdown(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    told = describe_lines(source, preview_rows)
    text = FENCE.sub("", _head(source, told))
    headings = [
        f"{match.group(1)} {clip(match.group(2).rstrip().rstrip('#').rstrip(), LINE_TEXT)}"
        for match in HEADING.finditer(text)
    ]
    told["structure"] = headings[:MAX_HEADINGS]
    told["details"]["headings"] = [heading.lstrip("# ") for heading in headings[:MAX_HEADINGS]]
    if len(headings) > MAX_HEADINGS:
        told["notes"].append(f"{len(headings)} headings; only the first {MAX_HEADINGS} are listed.")
    return told


def profile_source(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """Programs, settings and the like: text whose type is its extension."""
    return {**describe_lines(source, preview_rows), "type": source.kind}


def profile_yaml(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    told = {**describe_lines(source, preview_rows), "type": "yaml"}
    keys = list(dict.fromkeys(key.strip("'\"") for key in YAML_KEY.findall(_head(source, told))))
    told["details"]["keys"] = keys[:MAX_KEYS]
    if keys:
        told["structure"] = [f"data[{key!r}]" for key in keys[:MAX_KEYS]]
    stream = opened(source, told["details"]["encoding"])
    if package_version("yaml") is not None:
        told["load_line"] = f"__import__('yaml').safe_load({stream})"
    return told


def profile_xml(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """Elements by name and how often they occur; a document type with entities is not followed."""
    told = {**describe_lines(source, preview_rows), "type": "xml"}
    counts: dict[str, int] = {}
    stack: list[str] = []

    def start(element: str, _: dict[str, str]) -> None:
        stack.append(element)
        path = "/".join(stack[:6])
        if path in counts or len(counts) < MAX_KEYS:
            counts[path] = counts.get(path, 0) + 1

    def end(_: str) -> None:
        stack.pop()

    try:
        with source.open() as stream:
            for _ in walk(stream, source.name, start, end, allows_doctype=True):
                if stream.tell() > WORD_BYTES:
                    told["notes"].append("Elements are counted in the beginning of the file only.")
                    break
    except UnsafeXml:
        told["notes"].append("It declares entities; its elements were not read.")
    except HelperError as error:
        told["notes"].append(str(error))
    told["structure"] = [f"{path}: {count}" for path, count in counts.items()]
    told["details"]["root"] = next(iter(counts), None)
    return told


def profile_html(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    told = {**describe_lines(source, preview_rows), "type": "html"}
    text = _head(source, told)
    title = TITLE.search(text)
    tables = len(re.findall(r"<table\b", text, re.IGNORECASE))
    told["details"].update({"title": title.group(1).strip() if title else None, "tables": tables})
    if tables and package_version("pandas") is not None and package_version("lxml") is not None:
        told["load_line"] = f"pd.read_html({source.name!r})"
    return told


def _head(source: SourceFile, told: dict[str, Any]) -> str:
    return source.read(HEAD_CHARACTERS).decode(codec_of(told["details"]["encoding"])[0], "replace")
