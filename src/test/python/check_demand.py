#!/usr/bin/env python3
"""Checks the demand of a replay against a plain recomputation from the raw postings.

    check_demand.py --in FILE[:MAPPING] ... --out OUT [--classpath CP]

Reads the posting events itself (JSON Lines, or CSV by data-jobs-postings), makes the life of every
posting from all its events, counts open stock, flows and survival day by day in every cell, and
compares with OUT/demand-signals.jsonl and OUT/summary.json. Shares no code with the project. What a
title, place or skill means is a dictionary: see check_replay.py. Expects every posting to be
admitted that has an id, a title, a known place and a time. Exit codes: 0 equal, 1 different.
"""

import argparse
import collections
import itertools
import json
import os
import sys
import tempfile

sys.path.insert(0, __file__.rsplit("/", 1)[0] if "/" in __file__ else ".")

from replay_check import compare, demand, dictionaries, inputs  # noqa: E402


def _cell(signal):
    return signal["role"], signal["region"], signal["facet"]


def _missing(report, name, expected):
    for key in expected:
        demand.equal(report, "windows", name + key, "due", "missing")
    return len(expected)


def main():
    parser = argparse.ArgumentParser(description="Checks the demand of a replay.")
    parser.add_argument("--in", dest="inputs", action="append", required=True, metavar="FILE[:MAPPING]")
    parser.add_argument("--out", required=True)
    parser.add_argument("--classpath", metavar="CP")
    parser.add_argument("--gap-days", type=float, default=7.0)
    parser.add_argument("--show", type=int, default=8)
    args = parser.parse_args()
    read = demand.read(args.inputs)
    if args.classpath:
        with tempfile.TemporaryDirectory() as folder:
            dicts = dictionaries.Dictionaries(**dictionaries.dump(args.classpath, read, folder))
    else:
        dicts = dictionaries.Dictionaries()
    admitted = demand.admit(read, dicts, int(args.gap_days * demand.DAY))
    print(f"read {read.lines} posting lines; live {admitted.live}, rejected {dict(admitted.rejected)}")
    cells = demand.cells(admitted.lives)
    report = compare.Report(args.show)
    with open(os.path.join(args.out, "summary.json"), encoding="utf-8") as file:
        counts = json.load(file)["topics"]["job-postings"]
    for name, value in (("read", read.lines), ("live", admitted.live)):
        demand.equal(report, "summary", name, value, counts[name])
    rejected = collections.Counter(counts["rejected"])
    demand.equal(report, "summary", "rejected", dict(admitted.rejected), dict(rejected))
    found = missing = 0
    # The file is sorted by key, so the lines of a cell stand together.
    with open(os.path.join(args.out, "demand-signals.jsonl"), encoding="utf-8") as lines:
        for name, signals in itertools.groupby(map(json.loads, lines), _cell):
            cell = cells.pop(name, None)
            expected = demand.windows(cell, admitted.greatest) if cell else {}
            for signal in signals:
                window_key = (signal["horizonDays"], inputs.millis(signal["windowEnd"]) // demand.DAY)
                key = name + window_key
                window = expected.pop(window_key, None)
                if window is None:
                    demand.equal(report, "windows", key, "none", "told")
                    continue
                found += 1
                demand.check(report, key, window, signal)
            missing += _missing(report, name, expected)
    for name, cell in cells.items():
        missing += _missing(report, name, demand.windows(cell, admitted.greatest))
    print(f"{found} windows compared, {missing} missing")
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
