"""Delimited text: numbers in every spelling, truth values, codes."""

from __future__ import annotations

from .good_file import Column, GoodFile, delimited, text_table

AMOUNTS = [1234.5, 2.25, -17.0, 1000000.0, 0.0, 999.99]


def files() -> list[GoodFile]:
    return [*_marks(), *_sizes(), *_spellings(), *_truth_values(), *_codes()]


def _items(count: int = 6) -> Column:
    return Column("item", "str", [f"k{position}" for position in range(count)])


def _marks() -> list[GoodFile]:
    comma = [f"{amount:.2f}".replace(".", ",") for amount in AMOUNTS]
    grouped = [f"{amount:,.2f}" for amount in AMOUNTS]
    german = [text.translate(str.maketrans(",.", ".,")) for text in grouped]
    whole = [1200, 15000, 7, 1234567, 0, 88]
    money = [f"${amount:.2f}" for amount in AMOUNTS]
    percent = ["5%", "12.5%", "-3%", "0%", "100%", "5%"]
    return [
        text_table(
            "decimal-comma.csv",
            table := [_items(), Column("amount", "float64", AMOUNTS, comma)],
            delimited(table, ";"),
        ),
        text_table("thousands.csv", [_items(), Column("amount", "float64", AMOUNTS, grouped)]),
        text_table(
            "thousands-german.csv",
            table := [_items(), Column("amount", "float64", AMOUNTS, german)],
            delimited(table, ";"),
        ),
        text_table(
            "thousands-whole.csv",
            [_items(), Column("n", "int64", whole, [f"{number:,}" for number in whole])],
        ),
        text_table("currency.csv", [_items(), Column("price", "str", money)]),
        text_table("percent.csv", [_items(), Column("rate", "str", percent)]),
        text_table("signed.csv", [_items(3), Column("n", "int64", [5, -3, 0], ["+5", "-3", "0"])]),
        text_table(
            "bare-points.csv", [_items(3), Column("x", "float64", [0.5, 5.0, -0.25], [".5", "5.", "-.25"])]
        ),
    ]


def _sizes() -> list[GoodFile]:
    beyond = [2**63, 1, 2**64 - 1]
    huge = [10**24, 7, -(10**30)]
    extreme = [1e308, 1e-300, -2.5e100, 2.2250738585072014e-308]
    exact = [2**53 + 1, -(2**63), 2**63 - 1]
    gaps = [2**40, None, 3, 3]
    return [
        text_table("beyond-63-bits.csv", [_items(3), Column("n", "", beyond)]),
        text_table("beyond-64-bits.csv", [_items(3), Column("n", "", huge)]),
        text_table("63-bits.csv", [_items(3), Column("n", "int64", exact)]),
        text_table("whole-numbers-with-gaps.csv", [_items(4), Column("n", "float64", gaps)]),
        text_table("small-and-large.csv", [_items(4), Column("x", "float64", extreme)]),
        text_table(
            "many-digits.csv", [_items(3), Column("x", "float64", [0.1 + 0.2, 123456789.123456789, 1 / 3])]
        ),
    ]


def _spellings() -> list[GoodFile]:
    science = [1e5, 0.0015, -2e-7, 6.02214076e23]
    cells = ["1e5", "1.5E-3", "-2e-07", "6.02214076E+23"]
    missing = ["NA", "NaN", "null", "None", "n/a", "N/A", "", "#N/A", "<NA>", "-nan", "1.5", "2.5"]
    boundless = [float("inf"), float("-inf"), float("inf"), 1.0, 2.0]
    dashes = ["1", "-", "3", "4", "-", "6"]
    return [
        text_table("scientific.csv", [_items(4), Column("x", "float64", science, cells)]),
        text_table(
            "missing-spellings.csv", [_items(12), Column("x", "float64", [None] * 10 + [1.5, 2.5], missing)]
        ),
        text_table(
            "infinite.csv",
            [_items(5), Column("x", "float64", boundless, ["inf", "-inf", "Infinity", "1", "2"])],
        ),
        text_table("dashes-for-missing.csv", [_items(), Column("n", "str", dashes)]),
        text_table("hexadecimal.csv", [_items(2), Column("n", "str", ["0x10", "0xFF"])]),
    ]


def _truth_values() -> list[GoodFile]:
    answers = [True, False, True, True, False, True]
    shouted = [str(answer).upper() for answer in answers]
    gaps = [True, None, False, True, None, True]
    words = ["yes", "no", "yes", "yes", "no", "no"]
    return [
        text_table(
            "truth-values.csv",
            [_items(), Column("ok", "bool", answers), Column("OK", "bool", answers, shouted)],
        ),
        text_table("truth-values-with-gaps.csv", [_items(), Column("ok", "object", gaps)]),
        text_table(
            "yes-and-no.csv",
            [_items(), Column("ok", "str", words), Column("bit", "int64", [1, 0, 1, 1, 0, 0])],
        ),
    ]


def _codes() -> list[GoodFile]:
    postcodes = ["01234", "99999", "00501", "01234", "80331", "10115"]
    telephones = ["+49 89 1234", "030-555", "(0)7", "+1 212", "112", "110"]
    mixed = ["A1", "2", "B3", "4", "5", "C"]
    versions = ["1.0.0", "1.2.0", "1.10.3", "2.0.0", "2.0.1", "3"]
    columns = [
        _items(),
        Column("postcode", "str", postcodes),
        Column("telephone", "str", telephones),
        Column("mixed", "str", mixed),
        Column("version", "str", versions),
    ]
    return [text_table("codes.csv", columns)]
