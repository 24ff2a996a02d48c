#!/usr/bin/env python3
"""Checks the outcome of a replay against a plain recomputation from the raw inputs.

    check_replay.py --in FILE[:MAPPING] ... --out OUT
                    [--titles T.tsv] [--regions R.tsv] [--locations L.tsv] [--skills S.tsv] [--certifications C.tsv]

Reads the inputs itself, applies the rules of identity, pay, currency, cells, windows, grid and
publication gate (profile open) as the documentation states them, and compares with
OUT/market-trends.jsonl, OUT/market-panes.jsonl and OUT/summary.json. Shares no code with the project.
What text means which role, place or skill is a dictionary, not a computation; it comes as TSV:

    titles          raw title <TAB> role <TAB> family or empty <TAB> level or empty
    regions         region code <TAB> country <TAB> sub-division or empty    (both empty: unknown)
    locations       raw location <TAB> country <TAB> sub-division or empty   (both empty: unknown)
    skills          raw skill <TAB> ids, separated by commas
    certifications  raw certification <TAB> ids, separated by commas

With --classpath target/classes:target/test-classes they are made on the fly; by hand:

    check_replay.py --in ... --list titles | java -cp CP io.salarysignals.model.Dictionary titles

Without a dictionary a text becomes its plain slug. Exit codes: 0 equal, 1 different, 2 wrong usage.
"""

import argparse
import sys
import tempfile
import time

sys.path.insert(0, __file__.rsplit("/", 1)[0] if "/" in __file__ else ".")

from replay_check import compare, dictionaries, inputs, model  # noqa: E402


def arguments():
    parser = argparse.ArgumentParser(description="Checks a replay against a plain recomputation.")
    parser.add_argument("--in", dest="inputs", action="append", required=True, metavar="FILE[:MAPPING]")
    parser.add_argument("--out", metavar="OUT")
    parser.add_argument("--list", choices=inputs.TEXTS, metavar="KIND",
                        help="only print the raw texts of the inputs for one dictionary: "
                             + ", ".join(inputs.TEXTS))
    for name in inputs.TEXTS:
        parser.add_argument("--" + name, metavar="TSV")
    parser.add_argument("--classpath", metavar="CP",
                        help="class path with the project and its test classes: makes all dictionaries")
    parser.add_argument("--employer-key", default="salary-signals: public key of demo and replay",
                        help="key of HMAC-SHA-256 over the plain lower-case name, modulo 2^16 (default: "
                             "that of demo and replay); empty: names count, and hashes may under-count")
    parser.add_argument("--min-pay", type=float, default=1_000.0, metavar="USD")
    parser.add_argument("--max-pay", type=float, default=5_000_000.0, metavar="USD")
    parser.add_argument("--max-facets", type=int, default=30)
    parser.add_argument("--as-of", metavar="TIME", help="as given to the replay")
    parser.add_argument("--no-panes", action="store_true", help="leave market-panes out")
    parser.add_argument("--show", type=int, default=8, help="differences shown of each kind")
    return parser.parse_args()


def main():
    args = arguments()
    started = time.time()
    try:
        read = inputs.read(args.inputs)
    except (OSError, ValueError) as e:
        print(f"check_replay: {e}", file=sys.stderr)
        return 2
    if args.list:
        sys.stdout.reconfigure(encoding="utf-8")
        print("\n".join(sorted(inputs.texts(read, args.list))))
        return 0
    if not args.out:
        print("check_replay: --out is missing", file=sys.stderr)
        return 2
    paths = {kind: getattr(args, kind) for kind in inputs.TEXTS}
    if args.classpath:
        with tempfile.TemporaryDirectory() as folder:
            paths.update(dictionaries.dump(args.classpath, read, folder))
            dicts = dictionaries.Dictionaries(**paths)
    else:
        dicts = dictionaries.Dictionaries(**paths)
    rules = model.Rules(args.min_pay, args.max_pay, args.max_facets,
                        inputs.millis(args.as_of) if args.as_of else None, args.employer_key.encode() or None)
    admitted = model.admit(read, dicts, rules)
    print(f"read {read.lines} observation lines, {read.rate_lines} rate lines; "
          f"live {len(admitted.live)}, rejected {dict(admitted.rejected)}, "
          f"unmappable {read.unmappable}  [{time.time() - started:.1f} s]")
    cells = model.cells(admitted)
    print(f"{len(cells)} cells  [{time.time() - started:.1f} s]")
    report = compare.Report(args.show)
    compare.summary(report, args.out, read, admitted)
    compare.trends(report, args.out, admitted, cells)
    print(f"windows compared  [{time.time() - started:.1f} s]")
    if not args.no_panes:
        compare.panes(report, args.out, admitted, cells)
        print(f"panes compared  [{time.time() - started:.1f} s]")
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
