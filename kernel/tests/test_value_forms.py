"""How dates are told from other text."""

from __future__ import annotations

import datetime
import time

import pytest
from kernel_agent_helper.files.value_forms import DAY_FIRST, MONTH_FIRST, OTHER_DATES, TIMES, date_format

MOMENTS = [datetime.datetime(2024, 1, 2, 3, 4, 5), datetime.datetime(1999, 12, 31, 23, 59, 59)]


@pytest.mark.parametrize("form", [*OTHER_DATES, *DAY_FIRST, *MONTH_FIRST])
def test_every_form_of_date_is_found(form: str) -> None:
    for clock in TIMES:
        texts = [moment.strftime(form + clock) for moment in MOMENTS]
        found = date_format(texts, day_first=form in DAY_FIRST)
        assert found is not None
        # Long names of months read short ones too.
        shown = [datetime.datetime.strptime(text, found) for text in texts]
        assert shown == [datetime.datetime.strptime(text, form + clock) for text in texts]


@pytest.mark.parametrize("text", ["1/2/24", " 1/2/2024", "5  Jan 2024", "Jan  5, 2024", "1.2.2024"])
def test_dates_may_be_written_sloppily(text: str) -> None:
    assert date_format([text], day_first=False) is not None


def test_what_is_no_date_costs_next_to_nothing() -> None:
    start = time.process_time()
    for position in range(5000):
        assert date_format([f"c{position}"], day_first=False) is None
        assert date_format([f"{position}.25"], day_first=False) is None
    assert time.process_time() - start < 1
