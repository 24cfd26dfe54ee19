"""Three years of a software company's quarters: an income statement, what it spent on, and notes."""

from __future__ import annotations

import io
import random
import re
import zipfile
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

SEED = 20_241_231
YEARS = (2022, 2023, 2024)

# Thousands of US dollars in the first quarter, growth per quarter in percent,
# extra of a fourth quarter in percent.
REVENUE = {
    "Subscription revenue": (8_200, 5.6, 0),
    "Services revenue": (2_450, 1.8, 6),
    "License revenue": (1_900, -2.4, 14),
}
# Category → (department, first quarter, growth per quarter in percent)
EXPENSES = {
    "Salaries: engineering": ("Research and development", 2_150, 3.4),
    "Salaries: sales": ("Sales and marketing", 1_780, 2.9),
    "Salaries: administration": ("General and administrative", 690, 1.6),
    "Advertising": ("Sales and marketing", 940, 2.2),
    "Travel and events": ("Sales and marketing", 260, 4.5),
    "Office rent": ("General and administrative", 310, 0.4),
    "Professional services": ("General and administrative", 285, 1.2),
    "Software and tools": ("Research and development", 240, 3.8),
    "Recruiting": ("General and administrative", 150, -3.0),
}
NOTES = (
    ("Currency", "All amounts are in thousands of US dollars."),
    ("Fiscal year", "The fiscal year is the calendar year; Q1 is January to March."),
    ("Cost of revenue", "Hosting, support and the cost of delivering services."),
    ("Q2 2023", "A one-time settlement of 420 is in Professional services."),
    ("Q3 2024", "The rise in Travel and events is the first customer conference."),
    (
        "Expenses sheet",
        "The amounts of one quarter add up to its Operating expenses in the income statement.",
    ),
)


def financials_xlsx() -> bytes:
    """The workbook. The same bytes for one version of openpyxl."""
    chance = random.Random(SEED)
    quarters = [f"{year}-Q{quarter}" for year in YEARS for quarter in range(1, 5)]
    expenses = [_expenses(chance, index) for index in range(len(quarters))]
    workbook = Workbook()
    workbook.properties.creator = "Kernel Agent examples"
    workbook.properties.created = datetime(2025, 1, 31)
    statement = workbook.active
    assert isinstance(statement, Worksheet)
    statement.title = "Income Statement"
    for index, quarter in enumerate(quarters):
        row = _statement(chance, quarter, index, expenses[index])
        if index == 0:
            _header(statement, list(row))
        statement.append(list(row.values()))
    _expense_sheet(workbook.create_sheet("Expenses"), quarters, expenses)
    notes = workbook.create_sheet("Notes")
    _header(notes, ["Topic", "Note"])
    for note in NOTES:
        notes.append(note)
    return _without_dates(workbook)


def _expenses(chance: random.Random, index: int) -> dict[str, int]:
    amounts = {
        category: _grown(chance, first, growth, index) for category, (_, first, growth) in EXPENSES.items()
    }
    if index == 5:
        amounts["Professional services"] += 420
    if index == 10:
        amounts["Travel and events"] += 365
    return amounts


def _statement(
    chance: random.Random, quarter: str, index: int, expenses: dict[str, int]
) -> dict[str, object]:
    lines = {}
    for name, (first, growth, bump) in REVENUE.items():
        amount = _grown(chance, first, growth, index)
        lines[name] = amount * (100 + bump) // 100 if quarter.endswith("Q4") else amount
    total = sum(lines.values())
    cost_of_revenue = total * (330 - 4 * index + chance.randint(-6, 6)) // 1000
    department = {name: 0 for name, _, _ in EXPENSES.values()}
    for category, amount in expenses.items():
        department[EXPENSES[category][0]] += amount
    operating = total - cost_of_revenue - sum(expenses.values())
    interest = 95 - 3 * index
    tax = max(0, (operating - interest) * 23 // 100)
    return {
        "Quarter": quarter,
        "Year": int(quarter[:4]),
        **lines,
        "Total revenue": total,
        "Cost of revenue": cost_of_revenue,
        "Gross profit": total - cost_of_revenue,
        **department,
        "Operating expenses": sum(expenses.values()),
        "Operating income": operating,
        "Interest expense": interest,
        "Income tax": tax,
        "Net income": operating - interest - tax,
    }


def _grown(chance: random.Random, first: int, percent: float, quarters: int) -> int:
    """Whole thousands; only additions and multiplications, which every machine rounds alike."""
    amount = float(first)
    for _ in range(quarters):
        amount *= 1 + percent / 100
    return int(amount * (1 + chance.uniform(-0.02, 0.02)))


def _expense_sheet(sheet: Worksheet, quarters: list[str], expenses: list[dict[str, int]]) -> None:
    _header(sheet, ["Quarter", "Year", "Department", "Category", "Amount", "Budget"])
    for index, quarter in enumerate(quarters):
        for category, amount in expenses[index].items():
            name, first, growth = EXPENSES[category]
            budget = int(first * (1 + growth * index / 100)) // 10 * 10
            # The budget of the newest quarter's recruiting was never set.
            known = not (category == "Recruiting" and index == len(quarters) - 1)
            sheet.append([quarter, int(quarter[:4]), name, category, amount, budget if known else None])


def _header(sheet: Worksheet, names: list[str]) -> None:
    sheet.append(names)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = max(12, len(str(cell.value)) + 2)
    sheet.freeze_panes = "A2"


def _without_dates(workbook: Workbook) -> bytes:
    """Saves without the time of saving, and uncompressed: compressors differ between machines."""
    saved = io.BytesIO()
    workbook.save(saved)
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2025-01-31T00:00:00Z", content)
            target.writestr(zipfile.ZipInfo(name, (2025, 1, 31, 0, 0, 0)), content)
    return out.getvalue()
