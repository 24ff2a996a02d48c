#!/usr/bin/env python3
"""Writes a log of postings as public listings leave one, for check_demand.py.

    make_postings.py --postings N --seed S --out FILE.jsonl[.gz] [--days D]

Many postings flap: a third come and go for weeks, and one is reopened 140 times with a median gap
of six hours. Some are renewed, moved, given other pay or another title, some expire, some events are
corrected or taken back weeks later, some come twice. Lines stand in the order of arrival: by event
time, but a tenth of them up to 40 days late.
"""

import argparse
import gzip
import json
import math
import random
import statistics

DAY = 86_400_000
START = 1_735_689_600_000  # 2025-01-01
TITLES = ["Data Engineer", "Senior Data Engineer", "Data Analyst", "Junior Data Analyst", "Data Scientist",
          "Lead Data Scientist", "Backend Engineer", "Senior Backend Engineer", "Machine Learning Engineer"]
PLACES = [{"region": "US-CA"}, {"region": "US-NY"}, {"region": "US-TX"}, {"region": "US"}, {"region": "DE"},
          {"region": "GB"}, {"regions": ["US-CA", "US-NY"]}, {"regions": ["US-CA", "DE", "GB"]}]
SKILLS = ["python", "sql", "java", "kafka", "aws", "spark", "docker", "airflow"]
TAGS = [[], ["PRODUCT"], ["AI_STRATEGY"], ["DATA_GOVERNANCE", "PRODUCT"]]


class Maker:
    def __init__(self, seed, days):
        self.random = random.Random(seed)
        self.days = days
        self.lines = []
        self.gaps = []

    def hours(self, mean):
        return int(self.random.expovariate(1 / mean) * 3_600_000) + 1

    def describe(self, number):
        r = self.random
        what = {"employer": f"Employer {number % 1500}", "title": r.choice(TITLES), **r.choice(PLACES),
                "skills": r.sample(SKILLS, r.randrange(1, 5)), "responsibilityTags": r.choice(TAGS),
                "sourceId": "board-1"}
        if r.random() < 0.4:
            low = 60_000 + 5_000 * r.randrange(20)
            what["salary"] = {"currency": "USD", "payPeriod": "YEAR", "min": low, "max": low + 20_000}
        return what

    def say(self, posting, kind, at, what=None, corrects=None):
        posting["version"] += 1
        event = {"postingId": posting["id"], "version": posting["version"], "eventType": kind, "eventAt": at}
        if corrects:
            event["correctsVersion"] = corrects
        if what:
            event.update(what)
            if self.random.random() < 0.2:
                event["validThrough"] = at + self.hours(900)
        self.lines.append((at, event))
        if self.random.random() < 0.02:
            self.lines.append((at, event))
        return event

    def posting(self, number, flaps=None):
        r = self.random
        posting = {"id": f"p-{number}", "version": 0}
        what = self.describe(number)
        at = START + int(r.random() * self.days * DAY)
        self.say(posting, "OPENED", at, what)
        if flaps is None:
            flaps = 0 if r.random() < 0.67 else r.randrange(1, 25)
        for _ in range(flaps):
            at += self.hours(60)
            self.say(posting, "EXPIRED" if r.random() < 0.2 else "CLOSED", at)
            # Log-normal around six hours; a few are long enough to be another spell.
            gap = int(math.exp(r.gauss(math.log(6), 1.3)) * 3_600_000)
            self.gaps.append(gap)
            at += gap
            self.say(posting, r.choice(["OPENED", "REPOSTED"]), at, what)
        if r.random() < 0.3:
            at += self.hours(150)
            what = dict(what, **self.describe(number)) if r.random() < 0.5 else self.describe(number)
            if "regions" in what and "region" in what:
                del what["region"]
            self.say(posting, "UPDATED", at, what)
        if r.random() < 0.75:
            at += self.hours(500)
            end = {"closeReason": "FILLED"} if r.random() < 0.5 else {}
            self.say(posting, "CLOSED", at).update(end)
        if r.random() < 0.1:
            late = at + self.hours(700)
            event = self.say(posting, "CORRECTED", at, self.describe(number),
                             r.randrange(1, posting["version"] + 1))
            event["eventAt"] = at - self.hours(200)
            self.lines[-1] = (late, event)
        if r.random() < 0.06:
            late = at + self.hours(700)
            corrects = None if r.random() < 0.4 else r.randrange(1, posting["version"] + 1)
            event = self.say(posting, "RETRACTED", at, None, corrects)
            self.lines[-1] = (late, event)

    def arrivals(self):
        late = lambda at: at + (int(self.random.random() * 40 * DAY) if self.random.random() < 0.1 else 0)
        return [event for _, _, event in sorted((late(at), i, e) for i, (at, e) in enumerate(self.lines))]


def main():
    parser = argparse.ArgumentParser(description="Writes a log of postings.")
    parser.add_argument("--postings", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--days", type=int, default=150)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    maker = Maker(args.seed, args.days)
    maker.posting(0, flaps=140)
    worst = statistics.median(maker.gaps) / 3_600_000
    for number in range(1, args.postings):
        maker.posting(number)
    lines = maker.arrivals()
    opener = gzip.open if args.out.endswith(".gz") else open
    with opener(args.out, "wt", encoding="utf-8") as out:
        for event in lines:
            out.write(json.dumps(event) + "\n")
    print(f"{len(lines)} events of {args.postings} postings; {len(maker.gaps)} gaps, median "
          f"{statistics.median(maker.gaps) / 3_600_000:.1f} h; the worst posting is reopened 140 times, "
          f"median gap {worst:.1f} h")


if __name__ == "__main__":
    main()
