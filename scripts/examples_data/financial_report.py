"""A report on three years of quarters, in three agent cells."""

from __future__ import annotations

from .notebook import code, ipynb, markdown

INTRODUCTION = """\
# Financial report

Three agent cells make a report on `quarterly_financials.xlsx`: growth, expenses and margins, three charts,
and a deck for PowerPoint. The workbook holds an income statement, the expenses of each quarter by category,
and notes; all amounts are in thousands of US dollars.

Run the cells from the top (*Run*, *Run All Cells*), and allow their code for the session when the first asks.
They leave `revenue_growth.png`, `expense_breakdown.png`, `profit_margins.png`
and `financial_report.pptx` beside this notebook. Without a model configured, the built-in offline analyst
answers.
"""

ANALYSIS = """\
%%agent --files quarterly_financials.xlsx --phase 1
Load and process quarterly_financials.xlsx:
- Calculate the growth of the total revenue from quarter to quarter, over all, and against a year before
- Identify the top expense categories, by the amounts in the sheet Expenses
- Compute the gross, the operating and the net margin of each quarter

Print the figures and keep the results in variables with telling names.
Note the key findings: later phases repeat them unchanged.
"""

CHARTS_TEXT = """\
## Charts

The results are in memory. The workbook is attached for verification only and is not read again.
"""

CHARTS = """\
%%agent --files quarterly_financials.xlsx --phase 2
Create 3 charts from the results of phase 1, without processing the workbook again, each in a file of its own:
- Revenue growth trend line, saved as revenue_growth.png
- Expense breakdown pie chart, saved as expense_breakdown.png
- Profit margin bar chart, saved as profit_margins.png

Give each chart a title and axis labels with units, and show it.
"""

DECK_TEXT = """\
## Deck

Needs no file: everything is in the variables, the findings and the pictures.
"""

DECK = """\
%%agent --phase 3
Create the PowerPoint presentation financial_report.pptx from the variables, the findings and the pictures of
phases 1 and 2:
1. Title slide
2. Executive summary, with the findings repeated unchanged
3. Key figures as cards
4. Revenue, its growth, and the margins by quarter as native charts
5. Expenses by category as a native chart and as a table
6. The three pictures revenue_growth.png, expense_breakdown.png and profit_margins.png
7. Recommendations that follow from the numbers

Write every number as an expression of the variables in memory, so that the deck can be refreshed.
"""


def financial_report_ipynb() -> bytes:
    return ipynb(
        markdown("introduction", INTRODUCTION),
        code("analysis", ANALYSIS),
        markdown("about-the-charts", CHARTS_TEXT),
        code("charts", CHARTS),
        markdown("about-the-deck", DECK_TEXT),
        code("deck", DECK),
    )
