"""Makes the files of examples/; run it with .venv/bin/python. With --check it compares instead of writing."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from examples_data.financial_report import financial_report_ipynb
from examples_data.financials import financials_xlsx
from examples_data.getting_started import getting_started_ipynb
from examples_data.sales import sales_csv
from examples_data.sales_report import sales_report_ipynb
from openpyxl import load_workbook

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--output", type=Path, default=EXAMPLES, help="the folder of the files")
    arguments.add_argument(
        "--check", action="store_true", help="fail when a file there is not what would be made"
    )
    options = arguments.parse_args()
    files = {
        "sales_2024.csv": sales_csv(),
        "quarterly_financials.xlsx": financials_xlsx(),
        "getting_started.ipynb": getting_started_ipynb(),
        "sales_report.ipynb": sales_report_ipynb(),
        "financial_report.ipynb": financial_report_ipynb(),
    }
    if options.check:
        different = [name for name, content in files.items() if not _is_same(options.output / name, content)]
        for name in different:
            sys.stdout.write(f"{name} is not what scripts/make-examples.py makes\n")
        return 1 if different else 0
    options.output.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (options.output / name).write_bytes(content)
        sys.stdout.write(f"{name}: {len(content):,} bytes\n")
    return 0


def _is_same(path: Path, content: bytes) -> bool:
    if not path.exists():
        return False
    present = path.read_bytes()
    if path.suffix == ".xlsx":
        # Versions of openpyxl write the same cells in slightly different XML.
        return _cells(present) == _cells(content)
    return present == content


def _cells(workbook: bytes) -> dict[str, list[tuple[object, ...]]]:
    return {sheet.title: list(sheet.values) for sheet in load_workbook(io.BytesIO(workbook)).worksheets}


if __name__ == "__main__":
    sys.exit(main())
