"""A report on a year of sales, in three agent cells."""

from __future__ import annotations

from .notebook import code, ipynb, markdown

INTRODUCTION = """\
# Sales report

Three agent cells make a report on `sales_2024.csv`: the figures, a dashboard, and a deck for PowerPoint.
They share this notebook's kernel and the agent's memory, so the file is read once: what phase 1 computes,
phases 2 and 3 go on with.

Run the cells from the top (*Run*, *Run All Cells*). The first shows its code and asks whether it may run;
with *Allow for this session* it asks no more. They leave `sales_dashboard.png` and `sales_report.pptx` beside
this notebook. Run again, they are replayed.

Without a model configured, the built-in offline analyst answers.
"""

ANALYSIS = """\
%%agent --files sales_2024.csv --phase 1
Analyze sales_2024.csv and calculate:
1. Total revenue by region
2. The top 10 products by revenue
3. The monthly trend of revenue

Print the figures and keep the results in variables with telling names.
Note the key findings, such as the total revenue, the top region, the top product and the change over the
year: later phases repeat them unchanged.
"""

CHARTS_TEXT = """\
## Dashboard

The results are in memory. The file is attached for verification only and is not read again.
"""

CHARTS = """\
%%agent --files sales_2024.csv --phase 2
Create 3 charts from the results of phase 1, without analyzing the file again:
1. Bar chart of revenue by region, the largest on top
2. Line chart of the monthly revenue
3. Pie chart of the top 10 products and all others

Put them into one figure with titles, axis labels and thousands separators.
Save it as sales_dashboard.png and show it.
"""

DECK_TEXT = """\
## Deck

Needs no file: everything is in the variables, the findings and the picture. The charts of the deck are
native, so they can be edited in PowerPoint. `%agent report refresh` in a cell of its own builds it again from
the variables.
"""

DECK = """\
%%agent --phase 3
Create the PowerPoint presentation sales_report.pptx from the variables, the findings and the picture of
phases 1 and 2:
1. Title slide
2. Executive summary, with the findings repeated unchanged
3. Key figures as cards
4. Revenue by region as a native chart, and the picture sales_dashboard.png
5. The monthly trend as a native chart, and what it shows
6. The top 10 products as a chart and as a table
7. Recommendations that follow from the numbers

Write every number as an expression of the variables in memory, so that the deck can be refreshed.
"""


def sales_report_ipynb() -> bytes:
    return ipynb(
        markdown("introduction", INTRODUCTION),
        code("analysis", ANALYSIS),
        markdown("about-the-dashboard", CHARTS_TEXT),
        code("dashboard", CHARTS),
        markdown("about-the-deck", DECK_TEXT),
        code("deck", DECK),
    )
