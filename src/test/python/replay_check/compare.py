"""Compares the files of a replay with the model, and reports."""

import collections
import json
import math
import os

from . import changes, model
from .inputs import millis

GAMMA = math.log(1.0025 / 0.9975)
ABSENT = ("emittedAt", "revision", "watermark", "fallback")


class Report:
    def __init__(self, show):
        self._show = show
        self._kinds = collections.OrderedDict()
        self._checked = collections.OrderedDict()

    def check(self, kind, holds, detail):
        """Counts one check; ``detail`` is called or taken only where it fails."""
        self._checked[kind] = self._checked.get(kind, 0) + 1
        if not holds:
            self._kinds.setdefault(kind, []).append(detail() if callable(detail) else detail)
        return holds

    def finish(self):
        print()
        for kind, count in self._checked.items():
            failed = len(self._kinds.get(kind, ()))
            print(f"  {'ok  ' if not failed else 'FAIL'}  {kind:<34} {count:>9} checked, {failed:>7} different")
        for kind, details in self._kinds.items():
            print(f"\n{kind}: {len(details)} different, e.g.")
            for detail in details[: self._show]:
                print("    " + detail)
        total = sum(map(len, self._kinds.values()))
        print("\nEQUAL" if not total else f"\nDIFFERENT: {total} differences")
        return 1 if total else 0


def lines(report, folder, topic, key):
    """The records of a settled file; checks that keys are sorted and single."""
    path = os.path.join(folder, topic + ".jsonl")
    if not report.check(topic + ": file", os.path.exists(path), path + " is missing"):
        return
    before = None
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            record = json.loads(line)
            name = key(record)
            sort = name[0].encode("utf-8")
            report.check(topic + ": sorted, single keys", before is None or sort > before,
                         lambda: f"line {number}: {name[0]} comes after {before.decode()}")
            before = sort
            yield name[1], record


def day_of(value):
    """An epoch day from a date, an ISO time, epoch days or epoch milliseconds."""
    if isinstance(value, str):
        return millis(value if "T" in value else value + "T00:00:00Z") // model.DAY
    return value // model.DAY if abs(value) > 10_000_000 else value


def _cell_key(record):
    return f"{record['role']}|{record['region']}|{record['basis']}|{record['facet']}"


def _trend_key(record):
    end = day_of(record["windowEnd"])
    # The topic's key ends in the window's end as epoch milliseconds or text: any fixed width form
    # sorts alike within one cell and horizon, so cell, horizon and end are compared here.
    return f"{_cell_key(record)}|{record['horizonDays']}|{end:08d}", (_cell_key(record), record["horizonDays"], end)


def _pane_key(record):
    day = day_of(record["day"])
    return f"{_cell_key(record)}|{day:08d}", (_cell_key(record), day)


def close(actual, expected, relative):
    return actual is not None and abs(actual - expected) <= relative * abs(expected)


def trends(report, folder, admitted, cells):
    published = dict(lines(report, folder, "market-trends", _trend_key))
    report.check("market-trends: not empty", published or not admitted.live, "there are no windows")
    for key, cell in cells.items():
        for horizon, end, window in model.due_windows(cell, admitted.greatest):
            name = f"{key}|{horizon}|{end}"
            record = published.pop((key, horizon, end), None)
            if report.check("window is due, must be there", record is not None,
                            lambda: f"{name} n={window.n} {sorted(window.reasons)}"):
                _trend(report, name, record, horizon, end, window, admitted)
                changes.compare(report, name, record, cell, key, horizon, end, bool(window.reasons))
    for (key, horizon, end), record in published.items():
        report.check("window is there, must be due", False,
                     f"{key}|{horizon}|{end} n={record.get('n')} suppressed={record['suppressed']}")
    report.check("window is there, must be due", True, "")


def _trend(report, name, r, horizon, end, w, admitted):
    report.check("n", r.get("n") == w.n, lambda: f"{name}: {r.get('n')}, not {w.n}")
    # Without the key, employers that share a hash of 16 bits can only be under-counted.
    few = not admitted.hashed and r.get("employers") is not None and r["employers"] < w.contributors
    report.check("contributors", few or r.get("employers") == w.contributors,
                 lambda: f"{name}: {r.get('employers')}, not {w.contributors}")
    report.check("suppressed", r["suppressed"] == bool(w.reasons),
                 lambda: f"{name}: {r['suppressed']} {r.get('suppressionReasons')}, not {sorted(w.reasons)}")
    report.check("suppression reasons", bool(set(r.get("suppressionReasons") or ())) == bool(w.reasons),
                 lambda: f"{name}: {r.get('suppressionReasons')}, not {sorted(w.reasons)}")
    report.check("currency", r["currency"] == w.currency, lambda: f"{name}: {r['currency']}, not {w.currency}")
    report.check("status", r["status"] == "FINAL", lambda: f"{name}: {r['status']}")
    report.check("window start and asOf",
                 day_of(r["windowStart"]) == end - horizon and day_of(r["asOf"]) == end - 1,
                 lambda: f"{name}: {r['windowStart']} {r['asOf']}")
    facet = r["facet"]
    level = facet[6:].upper() if facet.startswith("level:") else None
    report.check("level", r.get("level") == level, lambda: f"{name}: {r.get('level')}, not {level}")
    report.check("settled view leaves out", not any(f in r for f in ABSENT),
                 lambda: f"{name}: has {[f for f in ABSENT if f in r]}")
    if w.reasons:
        have = [f for f in ("mean", "geometricMean", "p10", "p25", "p50", "p75", "p90") if r.get(f) is not None]
        report.check("suppressed has no statistics", not have, lambda: f"{name}: has {have}")
        return
    _estimate(report, "mean", name, r, w.mean, 1e-9)
    _estimate(report, "geometricMean", name, r, w.geometric, 1e-5)
    for field, expected in w.quantiles.items():
        if expected is None:
            report.check(field + " absent", r.get(field) is None, lambda: f"{name}: {r.get(field)}")
        else:
            _estimate(report, field, name, r, expected, 0.0025 * (1 + 1e-9))


def _estimate(report, field, name, r, expected, tolerance):
    estimate = r.get(field) or {}
    value = estimate.get("value")
    report.check(field, close(value, expected, tolerance), lambda: f"{name}: {value}, not {expected}")
    low, high = estimate.get("low"), estimate.get("high")
    report.check("intervals hold their figure",
                 value is None or ((low is None or low <= value) and (high is None or high >= value)),
                 lambda: f"{name} {field}: {low} {value} {high}")


def panes(report, folder, admitted, cells):
    seen = 0
    expected = sum(len(cell.days) for cell in cells.values())
    for (key, day), record in lines(report, folder, "market-panes", _pane_key):
        cell = cells.get(key)
        members = cell.days.get(day) if cell else None
        if report.check("pane is there, must have members", bool(members), lambda: f"{key}|{day}"):
            seen += 1
            _pane(report, f"{key}|{day}", record, cell, members)
    report.check("number of panes", seen == expected, f"{seen}, not {expected}")


def _pane(report, name, r, cell, members):
    report.check("pane n", r["n"] == len(members), lambda: f"{name}: {r['n']}, not {len(members)}")
    anonymous = sum(1 for m in members if m["who"] is None)
    report.check("pane anonymous", r["anonymous"] == anonymous, lambda: f"{name}: {r['anonymous']}, not {anonymous}")
    employers = sum(e["count"] for e in r.get("employerSums") or ())
    report.check("pane employer sums", employers == len(members) - anonymous,
                 lambda: f"{name}: {employers}, not {len(members) - anonymous}")
    levels = {k: v for k, v in (r.get("levels") or {}).items() if v}
    wanted = collections.Counter(m["level"].lower() for m in members if m["level"])
    report.check("pane levels", levels == wanted, lambda: f"{name}: {levels}, not {dict(wanted)}")
    sources = {k.upper(): v for k, v in (r.get("sources") or {}).items() if v}
    wanted = collections.Counter(m["source"] for m in members)
    report.check("pane sources", sources == wanted, lambda: f"{name}: {sources}, not {dict(wanted)}")
    _money(report, name, r["money"], cell.currency, [(cell.minor(m), cell.pay(m)) for m in members])
    # Only panes of a country are summed up into the world, so only they hold US dollars too.
    both = len(r["region"]) == 2 and cell.currency != "USD"
    if report.check("pane usd", (r.get("usd") is not None) == both, lambda: f"{name}: {r.get('usd')}") and both:
        _money(report, name + " usd", r["usd"], "USD", [(m["usd_minor"], m["usd"]) for m in members])


def _money(report, name, money, currency, pays):
    report.check("pane currency", money["currency"] == currency, lambda: f"{name}: {money['currency']}")
    total = sum(minor for minor, _ in pays)
    report.check("pane sum", int(money["sum"]) == total, lambda: f"{name}: {money['sum']}, not {total}")
    squares = sum(minor * minor for minor, _ in pays)
    report.check("pane sum of squares", int(money["sumOfSquares"]) == squares,
                 lambda: f"{name}: {money['sumOfSquares']}, not {squares}")
    shift = math.log(money["logReference"])
    logs = [math.floor(1e5 * (math.log(pay) - shift) + 0.5) for _, pay in pays]
    # A last bit of the logarithm may move one k by one.
    report.check("pane log sum", abs(money["logSum"] - sum(logs)) <= 1,
                 lambda: f"{name}: {money['logSum']}, not {sum(logs)}")
    report.check("pane log sum of squares",
                 abs(money["logSumOfSquares"] - sum(k * k for k in logs)) <= 2 * max(map(abs, logs)) + 1,
                 lambda: f"{name}: {money['logSumOfSquares']}")
    bins = {b["bin"]: b["count"] for b in money["histogram"]}
    wanted = collections.Counter(math.ceil(math.log(pay) / GAMMA) for _, pay in pays)
    report.check("pane histogram", bins == wanted, lambda: f"{name}: {bins}, not {dict(wanted)}")


def summary(report, folder, read, admitted):
    path = os.path.join(folder, "summary.json")
    if not report.check("summary: file", os.path.exists(path), path + " is missing"):
        return
    with open(path, encoding="utf-8") as file:
        topics = json.load(file)["topics"]
    for name, t in topics.items():
        total = t["accepted"] + t["duplicate"] + t["superseded"] + sum(t["rejected"].values()) + t["deadLettered"]
        report.check("summary: conservation", t["read"] == total, f"{name}: read {t['read']}, accounted for {total}")
    t = topics.get("salary-observations") or next((v for k, v in topics.items() if k.endswith("salary-observations")), None)
    if not report.check("summary: salary-observations", t is not None, "is missing"):
        return
    rejected = {k: v for k, v in t["rejected"].items() if v}
    wanted = dict(admitted.rejected)
    if read.unmappable:
        wanted["UNMAPPABLE"] = read.unmappable
    for what, actual, expected in (
            ("read", t["read"], read.lines), ("live", t["live"], len(admitted.live)),
            ("rejected", rejected, wanted),
            ("accepted", t["accepted"], admitted.accepted), ("duplicate", t["duplicate"], admitted.duplicate),
            ("superseded", t["superseded"], admitted.superseded)):
        report.check("summary: " + what, actual == expected, f"{actual}, not {expected}")
