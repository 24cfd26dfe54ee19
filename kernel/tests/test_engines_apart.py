"""pyarrow, which is not in the tests' environment because it changes pandas, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KERNEL = Path(__file__).parent.parent
ENGINES = KERNEL.parent / ".cache" / "engines"
COMPARE = """
import json, sys
from kernel_agent_helper.files import delimited_table, engines, profile_parquet, profile_text
from kernel_agent_helper.files.source_file import SourceFile
from kernel_agent_helper.reply import strict
delimited_table.WHOLE_BYTES = 0
used = []
read = delimited_table.read_table
def noted(plan, engine=None):
    facts, name = read(plan, engine)
    used.append(name)
    return facts, name
delimited_table.read_table = noted
def mean_cut(profile):
    for column in profile["columns"]:
        if column.get("mean") is not None:
            column["mean"] = float(f"{column['mean']:.9g}")
    return json.loads(json.dumps(strict(profile)))
csv = SourceFile.at("sales.csv", "sales.csv")
told = {name: mean_cut(profile_text.profile_delimited(csv, 5, 100, name)) for name in ("plain", "pyarrow")}
packed = SourceFile.at("sales.parquet", "sales.parquet")
for name in ("duckdb", "pyarrow"):
    told[name + " parquet"] = mean_cut(profile_parquet.profile_parquet(packed, 5, 100, name))
print(json.dumps({"told": told, "used": used}))
"""


@pytest.mark.skipif(not ENGINES.is_dir(), reason="pyarrow is not in .cache/engines")
def test_R6_pyarrow_says_what_the_others_say(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    rows = [
        f"{i},2024-01-{1 + i % 28:02},R{i % 5},{i / 7},{'' if i % 11 == 0 else i % 3}" for i in range(5000)
    ]
    (tmp_path / "sales.csv").write_text("\n".join(["id,day,region,price,gap", *rows, ""]))
    with duckdb.connect() as database:
        database.execute(f"COPY (FROM '{tmp_path}/sales.csv') TO '{tmp_path}/sales.parquet'")
    path = os.pathsep.join([str(KERNEL), str(ENGINES)])
    done = subprocess.run(
        [sys.executable, "-c", COMPARE],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    reply = json.loads(done.stdout)
    assert reply["used"] == ["plain", "pyarrow"]
    assert reply["told"]["pyarrow"] == reply["told"]["plain"]
    assert reply["told"]["pyarrow parquet"] == reply["told"]["duckdb parquet"]
