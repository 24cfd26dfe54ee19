"""The notebook to begin with."""

from __future__ import annotations

from .notebook import code, ipynb, markdown

INTRODUCTION = """\
# Getting started

Beside this notebook lie two data files:

- `sales_2024.csv`: 10,500 orders of 2024 with dates, regions, products, prices, some missing values and
  a few returns
- `quarterly_financials.xlsx`: three years of quarterly figures in three sheets

The agent works in the kernel of *this* notebook: what it computes stays here as variables, and what you
define it can use.
"""

FIRST_PROMPT = """\
## Ask the agent

1. Open the **Agent** sidebar on the right (or press `Alt` `Shift` `A`).
2. Ask: **total revenue by region as a bar chart** about `sales_2024.csv`.
3. Look at the code and the chart in the conversation, then go on with the variables in a cell below.

More to ask: *top 10 products by revenue*, *monthly trends*, *which columns have missing values?*

Or put a prompt into a cell that begins with `%%agent`: `sales_report.ipynb` and `financial_report.ipynb` make
whole reports so, with a PowerPoint deck.

Without a model configured, the built-in offline analyst answers. It is not a language model; set
`OPENAI_API_KEY` (and `OPENAI_BASE_URL`, `OPENAI_MODEL`) in the environment of the Jupyter server to use one.
"""


def getting_started_ipynb() -> bytes:
    return ipynb(
        markdown("introduction", INTRODUCTION),
        code("load-libraries", "import pandas as pd"),
        markdown("first-prompt", FIRST_PROMPT),
        code("your-turn", ""),
    )
