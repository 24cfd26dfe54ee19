"""Delimited text: delimiters, quotes, line ends, headers and what stands around the table."""

from __future__ import annotations

import csv

from .good_file import Column, GoodFile, delimited, text_table
from .samples import sales, units


def files() -> list[GoodFile]:
    return [*_delimiters(), *_quotes(), *_line_ends(), *_headers(), *_surroundings(), *_shapes()]


def _delimiters() -> list[GoodFile]:
    blanks = [
        Column("site", "str", ["A", "B", "C", "D"]),
        Column("x", "float64", [1.5, 2.25, -3.0, 4.125]),
        Column("n", "int64", [10, 200, 3000, 4]),
    ]
    wide = "".join(
        f"{a:<6}{b:>10}{c:>8}\n" for a, b, c in zip(*(column.written() for column in blanks), strict=True)
    )
    return [
        text_table("comma.csv", sales()),
        text_table("semicolon.csv", sales(), delimited(sales(), ";")),
        text_table("tab.tsv", sales(), delimited(sales(), "\t")),
        text_table("pipe.csv", sales(), delimited(sales(), "|")),
        text_table("blanks.txt", blanks, f"{'site':<6}{'x':>10}{'n':>8}\n{wide}"),
        text_table("tabs.txt", sales(), delimited(sales(), "\t"), type="tsv"),
        text_table("spaced.csv", units(), delimited(units()).replace(",", ", ")),
        text_table("declared.csv", units(), "sep=;\n" + delimited(units(), ";")),
    ]


def _quotes() -> list[GoodFile]:
    texts = ["one\nline", 'she said "no"', "a, b; c", "plain", "tab\there", "end\n\nof it"]
    quoted = [Column("text", "str", texts), Column("n", "int64", [1, 2, 3, 4, 5, 6])]
    single = [Column("who", "str", ["O'Neil", "D'Arcy", "Li"]), Column("n", "int64", [3, 1, 2])]
    long = [
        Column("id", "int64", [1, 2, 3]),
        Column("essay", "str", ["word " * 3000 + "a", "short", "x" * 70]),
    ]
    return [
        text_table("quoted.csv", quoted),
        text_table("all-quoted.csv", sales(), delimited(sales(), quoting=csv.QUOTE_ALL)),
        text_table("apostrophes.csv", single),
        text_table("long-cells.csv", long),
    ]


def _line_ends() -> list[GoodFile]:
    return [
        text_table("crlf.csv", sales(), delimited(sales(), newline="\r\n")),
        text_table("cr.csv", units(), delimited(units(), newline="\r")),
        text_table("no-last-newline.csv", units(), delimited(units()).rstrip("\n")),
        text_table("blank-lines-at-the-end.csv", units(), delimited(units()) + "\n\n"),
        text_table("blank-lines-between.csv", units(), delimited(units()).replace("item 3", "\nitem 3")),
    ]


def _headers() -> list[GoodFile]:
    bare = [
        Column("0", "datetime", sales()[0].values),
        Column("1", "int64", sales()[2].values),
        Column("2", "float64", sales()[3].values),
    ]
    twice = [Column("a", "int64", [1, 2]), Column("a.1", "int64", [3, 5]), Column("b", "str", ["x", "y"])]
    nameless = [
        Column("Unnamed: 0", "int64", [7, 8]),
        Column("b", "str", ["x", "y"]),
        Column("Unnamed: 2", "float64", [0.5, 1.5]),
    ]
    years = [
        Column("Item", "str", ["Revenue", "Cost"]),
        Column("2022", "int64", [100, 70]),
        Column("2023", "int64", [120, 80]),
    ]
    odd = [
        Column("total (€)", "float64", [1.5, 2.5]),
        Column("it's", "str", ["a", "b"]),
        Column('the "best"', "int64", [1, 2]),
        Column("back\\slash", "int64", [3, 4]),
        Column("two\nlines", "int64", [5, 6]),
    ]
    return [
        text_table("headerless.csv", bare, delimited(bare, header=False)),
        text_table("names-twice.csv", twice, "a,a,b\n1,3,x\n2,5,y\n"),
        text_table("nameless.csv", nameless, ",b,\n7,x,0.5\n8,y,1.5\n"),
        text_table("years-as-names.csv", years),
        text_table("odd-names.csv", odd),
    ]


def _surroundings() -> list[GoodFile]:
    plain = delimited(units())
    head, *rest = plain.splitlines()
    numbered = [f"r{position},{line}" for position, line in enumerate(rest)]
    return [
        text_table("preamble.csv", units(), "Report of items\nmade on a Monday\n\n" + plain),
        text_table("comments-above.csv", units(), "# made by a machine\n# twice a day\n" + plain),
        text_table("trailing-delimiter.csv", units(), head + "\n" + "".join(line + ",\n" for line in rest)),
        text_table(
            "trailing-delimiter-everywhere.csv",
            [*units(), Column("Unnamed: 3", "float64", [None] * 6)],
            plain.replace("\n", ",\n"),
        ),
        text_table("index-column.csv", units(), "\n".join([head, *numbered]) + "\n"),
    ]


def _shapes() -> list[GoodFile]:
    empty: list[str | None] = [None] * 6
    odd_end = [
        Column("n", "str", [str(number) for number in range(40)] + ["n/k"]),
        Column("m", "int64", range(41)),
    ]
    wide = [Column(f"c{position}", "int64", [position, position + 1, -position]) for position in range(300)]
    named = [Column("name", "str", ["Anna", "Bert", "Anna"])]
    return [
        text_table(
            "empty-columns.csv", [*units(), Column("gap", "float64", empty), Column("void", "float64", empty)]
        ),
        text_table(
            "all-null.csv",
            [Column("a", "float64", [None, None]), Column("b", "str", ["x", "y"])],
            "a,b\nNA,x\nnull,y\n",
        ),
        text_table("odd-last-value.csv", odd_end),
        text_table("one-column.csv", named),
        text_table(
            "one-row.csv",
            [Column("a", "int64", [1]), Column("b", "str", ["x"]), Column("c", "float64", [0.5])],
        ),
        text_table("header-only.csv", [Column(name, "", []) for name in ("a", "b", "c")]),
        text_table("wide.csv", wide),
        text_table("constant.csv", [Column("k", "int64", [7] * 20), Column("w", "str", ["same"] * 20)]),
    ]
