"""Changes of pay taken apart, computed plainly from the members of the windows."""

import collections
import math
import zlib

from . import model

LAGS = ((28, 1), (91, 7), (364, 28))
PARTS = ("total", "likeForLike", "mix", "entry", "exit")


def expected(cell, key, horizon, end):
    """For a publishable window: (days, parts of the mean, members then, members now) of each change."""
    role, _, _, facet = key.split("|")
    if facet != "all" or role.startswith("family:"):
        return
    for days, step in LAGS:
        if days < horizon or end % step:
            continue
        then = _members(cell, end - days - horizon, end - days)
        if not then or _reasons(then):
            continue
        now = _members(cell, end - horizon, end)
        parts = _mean(cell, then, now)
        if parts:
            yield days, parts, then, now


def _members(cell, first, after):
    return [event for day in range(first, after) if day in cell.days for event in cell.days[day]]


def _reasons(members):
    inside = collections.Counter(m["who"] for m in members if m["who"] is not None)
    return model._gate(len(members), inside, sum(1 for m in members if m["who"] is None))


def _strata(cell, members):
    strata = collections.defaultdict(list)
    for m in members:
        strata[(m["who"], m["level"], m["source"], m["period"], m["country"])].append(cell.pay(m))
    return strata


def _log(pays):
    return math.fsum(map(math.log, pays)) / len(pays)


def _mean(cell, then, now):
    first, second = _strata(cell, then), _strata(cell, now)
    both = first.keys() & second.keys()
    if not both:
        return None
    n0, n1 = sum(len(first[s]) for s in both), sum(len(second[s]) for s in both)
    like = mix = 0.0
    for s in both:
        w0, w1 = len(first[s]) / n0, len(second[s]) / n1
        m0, m1 = _log(first[s]), _log(second[s])
        like += (w0 + w1) / 2 * (m1 - m0)
        mix += (w1 - w0) * (m0 + m1) / 2
    mean0, mean1 = _log([p for v in first.values() for p in v]), _log([p for v in second.values() for p in v])
    stayed0, stayed1 = _log([p for s in both for p in first[s]]), _log([p for s in both for p in second[s]])
    return {"total": mean1 - mean0, "likeForLike": like, "mix": mix, "entry": mean1 - stayed1,
            "exit": stayed0 - mean0}


def median(cell, then, now):
    """The parts of the change of ln of the median."""
    first, second = _strata(cell, then), _strata(cell, now)
    both = first.keys() & second.keys()
    n0, n1 = sum(len(first[s]) for s in both), sum(len(second[s]) for s in both)
    before = _median((p, 1.0) for v in first.values() for p in v)
    after = _median((p, 1.0) for v in second.values() for p in v)
    stayed0 = _median((p, 1.0) for s in both for p in first[s])
    stayed1 = _median((p, 1.0) for s in both for p in second[s])
    standard = _median((p, len(first[s]) / n0 / (len(second[s]) / n1)) for s in both for p in second[s])
    return {"total": after - before, "likeForLike": standard - stayed0, "mix": stayed1 - standard,
            "entry": after - stayed1, "exit": stayed0 - before}


def _median(weighted):
    ordered = sorted(weighted)
    total = math.fsum(w for _, w in ordered)
    running, half = 0.0, None
    for pay, weight in ordered:
        if half is not None:
            return math.log((half + pay) / 2)
        running += weight
        if abs(running - total / 2) < 1e-9 * total:
            half = pay
        elif running > total / 2:
            return math.log(pay)
    return math.log(ordered[-1][0])


def compare(report, name, record, cell, key, horizon, end, suppressed):
    told = {c["days"]: c for c in record.get("change") or ()}
    wanted = 0
    for c in told.values():
        for parts in (c, c.get("median")):
            if parts:
                total = sum(round(parts[p] * 1e6) for p in PARTS[1:])
                report.check("changes add up", round(parts["total"] * 1e6) == total, lambda: f"{name}: {parts}")
        for value, low, high in (("total", "totalLow", "totalHigh"),
                                 ("likeForLike", "likeForLikeLow", "likeForLikeHigh")):
            report.check("intervals of changes hold them",
                         c.get(low) is None or c[low] <= c[value] <= c[high], lambda: f"{name}: {c}")
    for days, parts, then, now in (() if suppressed else expected(cell, key, horizon, end)):
        wanted += 1
        c = told.get(days)
        if report.check("change is there", c is not None, lambda: f"{name} over {days}"):
            for p in PARTS:
                report.check("change " + p, abs(c[p] - parts[p]) <= 2e-5,
                             lambda: f"{name} over {days}: {p} {c[p]}, not {parts[p]:.6f}")
            if zlib.crc32(name.encode()) % 10 == 0 and c.get("median"):
                # A bin is half a per cent wide; two medians may differ by one bin each.
                for p, value in median(cell, then, now).items():
                    report.check("change of median, one window in ten", abs(c["median"][p] - value) <= 0.0102,
                                 lambda: f"{name} over {days}: {p} {c['median'][p]}, not {value:.6f}")
    report.check("number of changes", wanted == len(told), lambda: f"{name}: {sorted(told)}, not {wanted}")
