"""Lives of postings, written down plainly, and what they add up to per cell and window."""

import ast
import bisect
import collections
import csv
import fractions
import json
import math
import unicodedata

from . import inputs
from .model import HORIZONS

DAY = 86_400_000
LEAST = 10
TYPES = ("OPENED", "UPDATED", "REPOSTED", "CLOSED", "EXPIRED", "CORRECTED", "RETRACTED")


class Read:
    def __init__(self):
        self.observations = []
        self.lines = 0
        self.unmappable = 0


def read(arguments):
    result = Read()
    for argument in arguments:
        path, _, mapping = argument.partition(":")
        with inputs._open(path) as lines:
            if mapping == "data-jobs-postings":
                for number, row in enumerate(csv.DictReader(lines), 1):
                    result.lines += 1
                    result.observations.append(_data_jobs(row, f"{path}:{number}"))
            else:
                for line in lines:
                    if line.strip():
                        result.lines += 1
                        record = json.loads(line)
                        for name in ("eventAt", "validThrough"):
                            if record.get(name) is not None:
                                record[name] = inputs.millis(record[name])
                        result.observations.append(record)
    return result


def _data_jobs(row, key):
    place, abroad = row["job_location"].strip(), row["job_country"].strip()
    if place in ("", "Anywhere"):
        location = abroad
    elif abroad == "United States" and place != "United States":
        location = place + ", United States"
    else:
        location = place
    return {
        "postingId": key,
        "eventType": "OPENED",
        "eventAt": inputs.millis(row["job_posted_date"].strip() + "+00:00"),
        "title": inputs._trim(row["job_title"]),
        "employer": inputs._trim(row["company_name"]),
        "location": location,
        "skills": list(ast.literal_eval(row["job_skills"])) if row["job_skills"].strip() else [],
    }


class Admitted:
    def __init__(self):
        self.lives = []
        self.live = 0
        self.rejected = collections.Counter()
        self.greatest = None


def admit(read_inputs, dicts, gap):
    result = Admitted()
    postings = collections.defaultdict(dict)
    for e in read_inputs.observations:
        reason = _reason(e, dicts)
        if reason:
            result.rejected[reason] += 1
            continue
        at = e["eventAt"]
        result.greatest = at if result.greatest is None else max(result.greatest, at)
        versions = postings[e["postingId"]]
        version = e.get("version", 1)
        old = versions.get(version)
        # Among equal versions the greater type counts; equal types with other content: not judged.
        if old is None or TYPES.index(e["eventType"]) > TYPES.index(old["eventType"]):
            versions[version] = e
    for versions in postings.values():
        life = _life(versions, dicts, gap)
        if life:
            result.live += 1
            result.lives.append(life)
    return result


def _describes(e):
    bare = e["eventType"] in ("CLOSED", "EXPIRED", "RETRACTED")
    return not bare and bool((e.get("title") or "").strip())


def _places(e, dicts):
    if e.get("regions"):
        places = [dicts.region(r) for r in e["regions"]]
    elif (e.get("region") or "").strip():
        places = [dicts.region(e["region"])]
    else:
        places = [dicts.location(e.get("location") or "")]
    return None if None in places else sorted(set(places), key=str)


def _reason(e, dicts):
    if e.get("eventAt") is None:
        return "MISSING_FIELD"
    if _describes(e):
        if not (e.get("regions") or (e.get("region") or "").strip() or (e.get("location") or "").strip()):
            return "MISSING_FIELD"
        if _places(e, dicts) is None:
            return "BAD_REGION"
        if dicts.title(e["title"]) is None:
            return "BAD_VALUE"
    elif e["eventType"] == "OPENED":
        return "MISSING_FIELD"
    return None


def _attributes(e, dicts):
    role, family, level = dicts.title(e["title"])
    level = e.get("level") or level
    regions = {"WORLD"}
    for country, part in _places(e, dicts):
        regions.add(country)
        if part:
            regions.add(part)
    skills = tuple(dicts.skills(e.get("skills") or [])[:30])
    facets = {"all"} | {"skill:" + s for s in skills}
    if level:
        facets.add("level:" + level.lower())
    roles = {role} | ({"family:" + family} if family else set())
    employer = unicodedata.normalize("NFKC", e.get("employer") or "").strip().lower()
    return roles, frozenset(regions), frozenset(facets), employer, dicts.words(e["title"]), tuple(_places(e, dicts))


def _life(versions, dicts, gap):
    """(spells, reposts): a spell is [start, end or None, exit, {day: attributes}]."""
    whole = max((v for v, e in versions.items()
                 if e["eventType"] == "RETRACTED" and not e.get("correctsVersion")), default=0)
    events, gone, corrected = [], set(), {}
    for version in sorted((v for v in versions if v > whole), reverse=True):
        e = versions[version]
        if version in gone:
            continue
        told = corrected.get(version, e)
        target = e.get("correctsVersion") or 0
        if e["eventType"] == "RETRACTED":
            gone.add(target)
        elif e["eventType"] == "CORRECTED":
            if target in versions and target > whole:
                corrected.setdefault(target, told)
            elif target > whole and target not in gone:
                events.append(("OPENED", e, told, version))
        else:
            events.append((e["eventType"], e, told, version))
    events.sort(key=lambda x: (x[2]["eventAt"], x[3]))
    spells, reposts = [], {}
    now = {"open": False, "until": None, "attributes": None}

    def lapse(at):
        if now["open"] and now["until"] is not None and (at is None or now["until"] <= at):
            spells[-1][1:3] = [now["until"], "EXPIRED"]
            now.update(open=False, implied=True)

    for kind, original, told, _ in events:
        at = told["eventAt"]
        lapse(at)
        described = told if _describes(told) else original if _describes(original) else None
        until = told.get("validThrough")
        if until is None and not _describes(told):
            until = original.get("validThrough")
        if kind in ("CLOSED", "EXPIRED"):
            if now["open"]:
                spells[-1][1:3] = [at, kind]
                now.update(open=False, implied=False)
            continue
        if kind == "UPDATED" and spells and not now["open"] and not now["implied"]:
            if described:
                now["attributes"] = _attributes(described, dicts)
            continue
        if described:
            now.update(attributes=_attributes(described, dicts), until=until)
        elif until is not None:
            now["until"] = until
        if now["attributes"] is None:
            continue
        if now["until"] is not None and now["until"] <= at:
            now["until"] = None
        known = bool(spells)
        again = known and not now["open"] and at - spells[-1][1] > gap
        if not known or again:
            spells.append([at, None, "OPEN", {}])
        elif not now["open"]:
            spells[-1][1:3] = [None, "OPEN"]
        now.update(open=True, implied=False)
        spells[-1][3][at // DAY] = now["attributes"]
        if known and (kind == "REPOSTED" or again):
            reposts[at // DAY] = (reposts.get(at // DAY, (0,))[0] + 1, len(spells) - 1)
    lapse(None)
    if not spells:
        return None
    return spells, [(day, n, spells[i][3][day]) for day, (n, i) in reposts.items()]


class Cell:
    def __init__(self):
        self.changes = collections.defaultdict(collections.Counter)
        self.first = []  # (day in, day out or None, day of the spell's opening, closed) of first spells
        self.holders = {"employers": {}, "vacancies": {}}  # by who: times in which one of theirs is open


def cells(lives):
    """Per cell: who enters and leaves on which day, by runs without a break in that cell."""
    result = collections.defaultdict(Cell)
    for spells, reposts in lives:
        for number, (start, end, kind, by_day) in enumerate(spells):
            opening = start // DAY
            last = None if end is None else end // DAY
            runs = {}
            for day in sorted(by_day):
                here = set(_names(by_day[day]))
                day = max(day, opening)
                for name in set(runs) - here:
                    _run(result[name], runs.pop(name), day, "out", opening, number)
                for name in here - set(runs):
                    first = day == opening
                    runs[name] = (day, not first)
                    result[name].changes[day]["opened" if first else "in"] += 1
            for name, run in runs.items():
                _run(result[name], run, last, None if last is None else kind.lower(), opening, number)
        for day, n, attributes in reposts:
            for name in _names(attributes):
                result[name].changes[day]["reposted"] += n
    _hold(lives, result)
    return result


def _stays(spells):
    """(first day, day out or infinity, attributes) of every time with one description."""
    for start, end, _, by_day in spells:
        days = [max(day, start // DAY) for day in sorted(by_day)]
        ends = days[1:] + [math.inf if end is None else end // DAY]
        yield from zip(days, ends, (by_day[day] for day in sorted(by_day)))


def _hold(lives, cells):
    groups = collections.defaultdict(list)  # by role or family, and employer: its postings' times
    for number, (spells, _) in enumerate(lives):
        for first, out, attributes in _stays(spells):
            for role in attributes[0]:
                groups[role, attributes[3] or number].append((number, first, out, attributes))
    for (role, employer), stays in groups.items():
        vacancy = _vacancies(stays)
        for number, first, out, (_, regions, facets, *_) in stays:
            for region in regions:
                for facet in facets:
                    holders = cells[role, region, facet].holders
                    holders["employers"].setdefault(employer, []).append((first, out))
                    holders["vacancies"].setdefault((employer, vacancy[number]), []).append((first, out))


def _vacancies(stays):
    """Postings with the same title words in a common place, at most 60 days apart, are one."""
    parent = {number: number for number, *_ in stays}

    def root(number):
        while parent[number] != number:
            number = parent[number]
        return number

    same = collections.defaultdict(list)
    for number, first, out, attributes in stays:
        for place in attributes[5]:
            same[attributes[4], place].append((first, out, number))
    for times in same.values():
        for i, (first, out, number) in enumerate(times):
            for other_first, other_out, other in times[:i]:
                if max(first, other_first) - min(out, other_out) <= 60:
                    parent[root(number)] = root(other)
    return {number: root(number) for number in parent}


def _open_holders(cell):
    """Per kind: days on which the number of those with an open posting changes, and the numbers."""
    result = {}
    for kind, holders in cell.holders.items():
        changes = collections.Counter()
        for times in holders.values():
            end = -math.inf
            for first, out in sorted(times):
                if first > end:
                    changes[first] += 1
                    changes[end] -= 1
                    end = out
                else:
                    end = max(end, out)
            changes[end] -= 1
        for never in (math.inf, -math.inf):
            changes.pop(never, None)
        days = sorted(changes)
        numbers = [0]
        for day in days:
            numbers.append(numbers[-1] + changes[day])
        result[kind] = (days, numbers)
    return result


def _run(cell, run, leaves, kind, opening, number):
    enters, moved = run
    if leaves is not None:
        cell.changes[leaves][kind] += 1
    if number == 0:
        cell.first.append((enters, leaves, opening, kind == "closed", moved))


def _names(attributes):
    roles, regions, facets = attributes[:3]
    return [(role, region, facet) for role in roles for region in regions for facet in facets]


def windows(cell, greatest):
    """Every window of a cell that is due: something entered or left, and enough postings now or before."""
    expected = {}
    last_day = greatest // DAY
    if sum(c["opened"] + c["in"] for c in cell.changes.values()) < LEAST:
        return expected
    holders = _open_holders(cell)
    sums = _Sums(cell, holders)
    for length, step in HORIZONS:
        ends = set()
        last = -(-(last_day + 1) // step) * step
        for day in sums.days:
            first = -(-(day + 1) // step) * step
            ends.update(e for e in (first, first + length) if e <= last)
            # On a coarse grid a day may leave with another end than first + length.
            leave = -(-(day + length + 1) // step) * step
            if leave <= last:
                ends.add(leave)
        medians = _Medians(cell, length)
        for end in sorted(ends):
            if not (sums.any(end - step, end) or sums.any(end - step - length, end - length)):
                continue
            n = sums.postings(end - length, end)
            if max(n, sums.postings(end - step - length, end - step)) >= LEAST:
                window = sums.window(end - length, end, n)
                if n >= LEAST:
                    window["median"] = medians.at(end)
                expected[length, end] = window
    return expected


class _Sums:
    NAMES = ("opened", "closed", "expired", "in", "out", "reposted")

    def __init__(self, cell, holders):
        self.holders = holders
        self.days = sorted(day for day, c in cell.changes.items() if any(c.values()))
        self.sums = [(0,) * 6]
        for day in self.days:
            self.sums.append(tuple(s + cell.changes[day][n] for s, n in zip(self.sums[-1], self.NAMES)))

    def _at(self, day):
        return self.sums[bisect.bisect_left(self.days, day)]

    def any(self, first, end):
        return bisect.bisect_left(self.days, first) < bisect.bisect_left(self.days, end)

    def open(self, day):
        opened, closed, expired, came, went, _ = self._at(day + 1)
        return opened - closed - expired + came - went

    def _between(self, first, end):
        return tuple(b - a for a, b in zip(self._at(first), self._at(end)))

    def postings(self, first, end):
        opened, _, _, came, _, _ = self._between(first, end)
        return self.open(first - 1) + opened + came

    def window(self, first, end, n):
        opened, closed, expired, came, went, reposted = self._between(first, end)
        held = {kind: numbers[bisect.bisect_left(days, end)] for kind, (days, numbers) in self.holders.items()}
        return {**held, "n": n, "open": self.open(end - 1), "openBefore": self.open(first - 1), "opened": opened,
                "closed": closed, "expired": expired, "corrections": came - went, "reposted": reposted}


class _Medians:
    """Median days to the first close, by the product-limit estimator, of windows that end later and later.

    At risk at an age: whoever was watched on a day of the window on which the posting had that age. Those
    days and the closings are added and taken away as the window moves; shares are exact fractions.
    """

    def __init__(self, cell, length):
        self.length = length
        self.comes, self.goes = collections.defaultdict(list), collections.defaultdict(list)
        self.closings = collections.defaultdict(list)
        for enters, leaves, opened, closed, moved in cell.first:
            if moved and enters == leaves:
                continue
            start = enters + (1 if moved else 0)
            self.comes[start].append(opened)
            if leaves is not None:
                self.goes[leaves + 1].append(opened)
                if closed and leaves >= start:
                    self.closings[leaves].append(leaves - opened)
        begin = min(self.comes, default=0)
        self.lead = self.trail = begin  # days before these were added, taken away
        self.leading, self.trailing = collections.Counter(), collections.Counter()  # watched, by opening
        self.risk, self.deaths = collections.Counter(), collections.Counter()

    def at(self, end):
        if not self.closings:
            return None
        while self.lead < end:
            self._day(self.lead, self.leading, 1)
            self.lead += 1
        while self.trail < end - self.length:
            self._day(self.trail, self.trailing, -1)
            self.trail += 1
        alive = fractions.Fraction(1)
        for age in sorted(self.deaths):
            alive *= 1 - fractions.Fraction(self.deaths[age], self.risk[age])
            if alive <= fractions.Fraction(1, 2):
                return age
        return None

    def _day(self, day, watched, sign):
        for opened in self.comes[day] if day in self.comes else ():
            watched[opened] += 1
        for opened in self.goes[day] if day in self.goes else ():
            watched[opened] -= 1
            if not watched[opened]:
                del watched[opened]
        risk = self.risk
        for opened, count in watched.items():
            risk[day - opened] += sign * count
        for age in self.closings[day] if day in self.closings else ():
            self.deaths[age] += sign
            if not self.deaths[age]:
                del self.deaths[age]


def equal(report, kind, key, expected, found):
    return report.check(kind, expected == found, lambda: f"{key}: expected {expected}, found {found}")


def check(report, key, window, signal):
    if window["n"] < LEAST:
        equal(report, "suppressed", key, (window["n"], window["employers"], True),
              (signal["n"], signal["employers"], signal["suppressed"]))
        return
    for name, value in window.items():
        if name != "median":
            equal(report, name, key, value, signal[name])
    equal(report, "stock identity", key, signal["open"],
          signal["openBefore"] + signal["opened"] - signal["closed"] - signal["expired"]
          + signal["corrections"])
    equal(report, "median to close", key, window["median"],
          (signal.get("timeToCloseMedianDays") or {}).get("value"))
    if signal["opened"] + signal["reposted"] > 0:
        share = signal["reposted"] / (max(signal["opened"], 0) + signal["reposted"])
        report.check("repost rate", math.isclose(signal["repostRate"], share, abs_tol=1e-12),
                     lambda: f"{key}: {share} and {signal['repostRate']}")
