"""Opens findings.csv and findings.parquet of a folder as their readers do, and holds them against
findings.jsonl."""

import json
import sys
from pathlib import Path

import duckdb
import pandas
import polars

folder = Path(sys.argv[1])
findings = [json.loads(line) for line in (folder / "findings.jsonl").open(encoding="utf-8")]
assert len(findings) > 100, len(findings)


def cells(finding):
    """The row that a finding has to be."""
    source = finding["source"] or {}
    fix = finding["fix"] or {}
    span, source_span = finding["span"] or {}, source.get("span") or {}
    flat = ["path", "part", "id", "field", "line", "column", "rule", "severity", "confidence"]
    flat += ["category", "its", "message", "excerpt", "fingerprint"]
    row = {name: finding[name] for name in flat}
    row |= {"start": span.get("start"), "end": span.get("end")}
    row |= {f"source_{name}": source.get(name) for name in ["path", "part", "id", "field", "excerpt"]}
    row |= {"source_start": source_span.get("start"), "source_end": source_span.get("end")}
    row |= {"fix": fix.get("applicability"), "edits": fix.get("edits"), "related": finding["related"]}
    return row


def compare(reader, rows):
    """Rows of a reader, whose missing values are None."""
    assert len(rows) == len(findings), (reader, len(rows), len(findings))
    for row, finding in zip(rows, findings):
        for name in ["edits", "related"]:
            row[name] = json.loads(row[name]) if row[name] else None
        expected = cells(finding)
        assert row == expected, (reader, row, expected)
    print(f"{reader}: {len(rows)} rows, {len(rows[0])} columns")


def without_nan(frame):
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


parquet, csv = str(folder / "findings.parquet"), str(folder / "findings.csv")
compare("pandas, Parquet", without_nan(pandas.read_parquet(parquet)))
compare("Polars, Parquet", polars.read_parquet(parquet).to_dicts())
relation = duckdb.sql(f"SELECT * FROM '{parquet}'")
compare("DuckDB, Parquet", [dict(zip(relation.columns, row)) for row in relation.fetchall()])

# A table of text does not know which numbers are numbers and which ids; its reader says so.
numbers = ["line", "column", "start", "end", "source_start", "source_end"]
frame = pandas.read_csv(csv, dtype=str, keep_default_na=False)
assert list(frame.columns) == list(relation.columns)
rows = frame.to_dict("records")
text = ["path", "rule", "severity", "category", "its", "message", "excerpt", "fingerprint"]
for row in rows:
    for name in row:
        if row[name] == "" and name not in text:
            row[name] = None
        elif name in numbers:
            row[name] = int(row[name])
        elif name == "confidence":
            row[name] = float(row[name])
for row, finding in zip(rows, findings):
    # An empty text of the source and none are one in a table of text.
    if row["source_excerpt"] is None and (finding["source"] or {}).get("excerpt") == "":
        row["source_excerpt"] = ""
compare("pandas, CSV", rows)
groups = duckdb.sql("SELECT count(DISTINCT row_group_id) FROM parquet_metadata(?)", params=[parquet])
codecs = duckdb.sql("SELECT DISTINCT compression FROM parquet_metadata(?)", params=[parquet])
assert codecs.fetchall() == [("ZSTD",)], codecs
print(f"{groups.fetchall()[0][0]} row group(s), zstd")
