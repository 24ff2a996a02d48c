"""The rules, written down plainly: admission, identity, pay, cells and due windows."""

import bisect
import collections
import hashlib
import hmac
import json
import math
import unicodedata

from .codes import CURRENCIES, CURRENCY

DAY = 86_400_000
HORIZONS = ((7, 1), (28, 1), (91, 7), (364, 28))
PERIODS = {"HOUR": 2080.0, "DAY": 260.0, "WEEK": 52.0, "MONTH": 12.0, "YEAR": 1.0}
SOURCES = ("SELF_REPORTED", "OFFER", "PAYROLL", "POSTED")
LEVELS = ("INTERN", "ENTRY", "MID", "SENIOR", "LEAD", "PRINCIPAL", "EXECUTIVE")
TYPES = ("NEW", "CORRECTED", "RETRACTED")
TEXT = 512


class Rules:
    def __init__(self, min_pay, max_pay, max_facets, as_of, employer_key):
        self.min_pay = min_pay
        self.max_pay = max_pay
        self.max_facets = max_facets
        self.as_of = as_of
        self.employer_key = employer_key


class Rejected(Exception):
    pass


class Rates:
    def __init__(self, rates):
        self._by_currency = collections.defaultdict(dict)
        for currency, at, value in rates:
            self._by_currency[currency][at] = value
        self._times = {c: sorted(r) for c, r in self._by_currency.items()}

    def at(self, currency, instant):
        if currency == "USD":
            return 1.0
        times = self._times.get(currency, ())
        place = bisect.bisect_right(times, instant)
        if place == 0:
            raise Rejected("NO_FX_RATE")
        return self._by_currency[currency][times[place - 1]]


class Admitted:
    def __init__(self):
        self.live = []
        self.rejected = collections.Counter()
        self.accepted = 0
        self.duplicate = 0
        self.superseded = 0
        self.greatest = None
        self.hashed = False


def admit(read, dicts, rules):
    """Decides about every line in file order, then keeps what counts of each id."""
    result = Admitted()
    result.hashed = rules.employer_key is not None
    rates = Rates(read.rates)
    known = {}
    for o in read.observations:
        try:
            event = _admit_one(o, rates, dicts, rules)
        except Rejected as e:
            result.rejected[str(e)] += 1
            continue
        if event["type"] != 2:
            at = event["observedAt"]
            result.greatest = at if result.greatest is None else max(result.greatest, at)
        before = known.get(event["id"])
        rank = (event["version"], event["type"], event["content"])
        if before is None or rank > before[0]:
            result.accepted += 1
            known[event["id"]] = (rank, event)
        elif rank == before[0]:
            result.duplicate += 1
        else:
            result.superseded += 1
    result.live = [event for _, event in known.values() if event["type"] != 2]
    if dicts.missing:
        print(f"note: {len(dicts.missing)} texts are in no dictionary, e.g. {sorted(dicts.missing)[:3]}")
    return result


def _need(condition, reason):
    if not condition:
        raise Rejected(reason)


def _text(o, name):
    value = o.get(name)
    _need(value is None or len(value) <= TEXT, "TOO_LARGE")
    return value if value is not None and value.strip() else None


def _admit_one(o, rates, dicts, rules):
    key = o.get("observationId")
    _need(key, "MISSING_FIELD")
    _need(len(key) <= TEXT, "TOO_LARGE")
    _need(o.get("eventType", "NEW") in TYPES, "BAD_VALUE")
    version = o.get("version", 1)
    _need(isinstance(version, int) and version >= 1, "BAD_VALUE")
    kind = TYPES.index(o.get("eventType", "NEW"))
    event = {"id": key, "version": version, "type": kind, "content": ""}
    if kind == 2:
        return event
    at = o.get("observedAt")
    title = _text(o, "title")
    region = _text(o, "region")
    location = _text(o, "location")
    currency = _text(o, "currency")
    _need(at is not None and _text(o, "sourceId") and title and (region or location) and currency,
          "MISSING_FIELD")
    for name, symbols in (("sourceType", SOURCES), ("payPeriod", tuple(PERIODS))):
        _need(o.get(name) is not None, "MISSING_FIELD")
        _need(o[name] in symbols, "BAD_VALUE")
    _need(o.get("level") is None or o["level"] in LEVELS, "BAD_VALUE")
    low, high = o.get("amountMin"), o.get("amountMax")
    _need(o.get("amount") is not None or (low is not None and high is not None), "MISSING_FIELD")
    _need(rules.as_of is None or at <= rules.as_of + DAY, "TOO_FAR_AHEAD")
    country, subdivision = _place(region, location, dicts)
    named = dicts.title(title)
    _need(named is not None, "BAD_VALUE")
    amount = o.get("amount")
    midpoint = amount is None
    if midpoint:
        _need(high >= low, "BAD_VALUE")
        _need(low > 0 and high / low <= 2, "PAY_OUT_OF_RANGE")
        amount = (low + high) / 2
    _need(math.isfinite(amount), "BAD_VALUE")
    periods = PERIODS[o["payPeriod"]]
    if o["payPeriod"] == "HOUR" and o.get("hoursPerWeek") is not None:
        _need(0 < o["hoursPerWeek"] <= 100, "BAD_VALUE")
        periods = o["hoursPerWeek"] * 52.0
    annual = amount * periods
    home = CURRENCY[country]
    _need(currency in CURRENCIES, "BAD_CURRENCY")
    usd = annual / rates.at(currency, at)
    local = annual if home == currency else usd * rates.at(home, at)
    _need(rules.min_pay <= usd <= rules.max_pay, "PAY_OUT_OF_RANGE")
    role, family, said = named
    level = o.get("level") or said
    facets = ["all"]
    if level:
        facets.append("level:" + level.lower())
    facets += ["skill:" + s for s in dicts.skills(o.get("skills") or [])[:rules.max_facets]]
    facets += ["cert:" + c for c in dicts.certifications(o.get("certifications") or [])[:rules.max_facets]]
    event.update(
        observedAt=at, day=at // DAY, basis="POSTED" if o["sourceType"] == "POSTED" else "PAID",
        source=o["sourceType"], period=o["payPeriod"], level=level, role=role, family=family, country=country,
        subdivision=subdivision, home=home, facets=facets, usd=usd, local=local,
        usd_minor=_minor(usd), local_minor=_minor(local),
        who=_contributor(_text(o, "employer"), rules), content=json.dumps(o, sort_keys=True))
    return event


def _place(region, location, dicts):
    place = dicts.region(region) if region else dicts.location(location)
    _need(place is not None and place[0] in CURRENCY, "BAD_REGION")
    return place


def _contributor(employer, rules):
    """What stands for the employer, or None: then the observation is its own contributor."""
    if employer is None:
        return None
    name = unicodedata.normalize("NFKC", employer).strip().lower()
    if rules.employer_key is None:
        return name
    digest = hmac.new(rules.employer_key, name.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:2], "big")


def _minor(value):
    return math.floor(value * 100 + 0.5)


class Cell:
    __slots__ = ("days", "world", "currency")

    def __init__(self, world, currency):
        self.days = collections.defaultdict(list)
        self.world = world
        self.currency = currency

    def minor(self, event):
        return event["usd_minor"] if self.world else event["local_minor"]

    def pay(self, event):
        return event["usd"] if self.world else event["local"]


def cells(admitted):
    """Every cell, by role, region, basis and facet, with its observations by day."""
    result = {}
    for event in admitted.live:
        roles = [event["role"]] + (["family:" + event["family"]] if event["family"] else [])
        regions = ["WORLD", event["country"]] + ([event["subdivision"]] if event["subdivision"] else [])
        for region in regions:
            world = region == "WORLD"
            for role in roles:
                for facet in event["facets"]:
                    key = f"{role}|{region}|{event['basis']}|{facet}"
                    cell = result.get(key)
                    if cell is None:
                        cell = result[key] = Cell(world, "USD" if world else event["home"])
                    cell.days[event["day"]].append(event)
    return result


class Window:
    __slots__ = ("n", "contributors", "reasons", "mean", "geometric", "quantiles", "currency")


def grid_end_after(day, step):
    """The first grid end after the given day has begun: it covers that day."""
    return ((day + 1) + step - 1) // step * step


def last_grid_end(greatest, step):
    end = greatest // (DAY * step) * step
    while end * DAY <= greatest:
        end += step
    return end


def due_windows(cell, greatest):
    """Yields (horizon, end day, Window) for every window that is due, each from its members."""
    days = sorted(cell.days)
    for horizon, step in HORIZONS:
        last = last_grid_end(greatest, step)
        ends = {grid_end_after(d, step) for d in days} | {grid_end_after(d + horizon, step) for d in days}
        last_publishable = False
        inside = collections.Counter()
        n = anonymous = first = after = 0
        for end in sorted(ends):
            if end > last:
                break
            while after < len(days) and days[after] < end:
                for event in cell.days[days[after]]:
                    n += 1
                    if event["who"] is None:
                        anonymous += 1
                    else:
                        inside[event["who"]] += 1
                after += 1
            while first < after and days[first] < end - horizon:
                for event in cell.days[days[first]]:
                    n -= 1
                    if event["who"] is None:
                        anonymous -= 1
                    else:
                        inside[event["who"]] -= 1
                        if not inside[event["who"]]:
                            del inside[event["who"]]
                first += 1
            window = Window()
            window.n = n
            window.contributors = len(inside) + anonymous
            window.reasons = _gate(n, inside, anonymous)
            window.currency = cell.currency
            publishable = not window.reasons
            if publishable:
                _figures(window, cell, days[first:after])
            if publishable or last_publishable:
                yield horizon, end, window
                last_publishable = publishable


def _gate(n, inside, anonymous):
    reasons = set()
    if n < 30:
        reasons.add("MIN_N")
    if len(inside) + anonymous < 5:
        reasons.add("MIN_EMPLOYERS")
    sizes = sorted(inside.values(), reverse=True)[:2] if n >= 30 or inside else []
    sizes = sorted(sizes + [1] * min(2, anonymous), reverse=True)[:2]
    if sizes and (sizes[0] > 0.25 * n or sum(sizes) > 0.50 * n):
        reasons.add("DOMINANCE")
    return reasons


def _figures(window, cell, days):
    members = [event for day in days for event in cell.days[day]]
    values = sorted(map(cell.pay, members))
    n = len(values)
    window.mean = sum(map(cell.minor, members)) / n / 100
    window.geometric = math.exp(math.fsum(map(math.log, values)) / n)

    def rank(tenths_of_percent):
        return values[max(1, -(-tenths_of_percent * n // 1000)) - 1]

    middle = values[n // 2] if n % 2 else (values[n // 2 - 1] + values[n // 2]) / 2
    tails = window.contributors >= 10
    window.quantiles = {
        "p10": rank(100) if tails else None, "p25": rank(250), "p50": middle, "p75": rank(750),
        "p90": rank(900) if tails else None,
    }
