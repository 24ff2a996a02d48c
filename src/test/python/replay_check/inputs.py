"""Raw inputs to observations and rates: shipped mappings and JSON Lines, read anew from their docs."""

import ast
import csv
import datetime
import gzip
import io
import json
import os
import re

UTC = datetime.timezone.utc


TEXTS = ("titles", "regions", "locations", "skills", "certifications")


class Read:
    """What stands in the files: observations as dicts with the public field names, in file order."""

    def __init__(self):
        self.observations = []
        self.rates = []
        self.lines = 0
        self.rate_lines = 0
        self.unmappable = 0


def millis(value):
    """Epoch milliseconds of ISO-8601 text with zone, or of a number."""
    if isinstance(value, bool):
        raise ValueError("a time is not a boolean")
    if isinstance(value, (int, float)):
        return int(value)
    text = value.strip().replace("Z", "+00:00")
    instant = datetime.datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("a time needs a zone: " + value)
    delta = instant - datetime.datetime(1970, 1, 1, tzinfo=UTC)
    return (delta.days * 86_400 + delta.seconds) * 1000 + delta.microseconds // 1000


def read(arguments):
    result = Read()
    for argument in arguments:
        path, _, mapping = argument.partition(":")
        if mapping == "ai-jobs":
            _csv(path, _ai_jobs, result)
        elif mapping == "data-jobs-pay":
            _csv(path, _data_jobs_pay, result)
        elif mapping in ("fx-monthly", "fx-monthly-inverse"):
            _rates(path, mapping == "fx-monthly-inverse", result)
        elif path.endswith((".jsonl", ".jsonl.gz")):
            _json_lines(path, result)
        else:
            raise ValueError(f"no mapping {mapping!r} is known for {path}")
    return result


def _open(path):
    stream = gzip.open(path) if path.endswith(".gz") else open(path, "rb")
    return io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")


def _csv(path, mapping, result):
    base = os.path.basename(path)
    with _open(path) as lines:
        for number, row in enumerate(csv.DictReader(lines), 1):
            result.lines += 1
            try:
                observation = mapping(row)
            except (ValueError, KeyError, SyntaxError):
                result.unmappable += 1
                continue
            # Line and file keep equal rows apart; the form of the id is of no consequence here.
            observation.update(observationId=f"{base}:{number}", version=1, eventType="NEW")
            result.observations.append(observation)


def _trim(text):
    """The mappings' trim: no blanks around, single blanks within."""
    return re.sub(r"[ \t\n\x0b\f\r]+", " ", text.strip())


def _ai_jobs(row):
    return {
        "observedAt": millis(row["observed_at"]),
        "sourceId": "ai-jobs",
        "sourceType": "SELF_REPORTED",
        "title": _trim(row["job_title"]),
        "level": {"EN": "ENTRY", "MI": "MID", "SE": "SENIOR", "EX": "EXECUTIVE"}.get(row["experience_level"]),
        "region": row["company_location"].strip(),
        "currency": row["salary_currency"].strip(),
        "payPeriod": "YEAR",
        "amount": float(row["salary"]),
    }


def _data_jobs_pay(row):
    place = row["job_location"].strip()
    abroad = row["job_country"].strip()
    if place in ("", "Anywhere"):
        location = abroad
    elif abroad == "United States" and place != "United States":
        location = place + ", United States"
    else:
        location = place
    return {
        "observedAt": millis(row["job_posted_date"].strip() + "+00:00"),
        "sourceId": "data-jobs",
        "sourceType": "POSTED",
        "employer": _trim(row["company_name"]) or None,
        "title": _trim(row["job_title"]),
        "location": location,
        "currency": "USD",
        "payPeriod": {"year": "YEAR", "hour": "HOUR"}[row["salary_rate"].strip()],
        "amount": float(row["salary_year_avg"].strip() or row["salary_hour_avg"].strip()),
        "skills": list(ast.literal_eval(row["job_skills"])) if row["job_skills"].strip() else [],
    }


def _rates(path, inverse, result):
    from .codes import INVERSE_COUNTRIES, RATE_COUNTRIES

    with _open(path) as lines:
        for row in csv.DictReader(lines):
            result.rate_lines += 1
            country = row["Country"]
            if country not in RATE_COUNTRIES or not row["Exchange rate"].strip():
                continue
            value = float(row["Exchange rate"])
            if inverse and country in INVERSE_COUNTRIES:
                value = 1 / value
            at = millis(row["Date"] + "T00:00:00+00:00")
            if value > 0:
                result.rates.append((RATE_COUNTRIES[country], at, value))


def _json_lines(path, result):
    with _open(path) as lines:
        is_rate = None
        for line in lines:
            if not line.strip():
                continue
            try:
                record = json.loads(line)
                if is_rate is None:
                    is_rate = "unitsPerUsd" in record
                if is_rate:
                    result.rate_lines += 1
                    result.rates.append(
                        (record["currency"], millis(record["effectiveAt"]), float(record["unitsPerUsd"])))
                    continue
                result.lines += 1
                if record.get("observedAt") is not None:
                    record["observedAt"] = millis(record["observedAt"])
                result.observations.append(record)
            except (ValueError, KeyError, TypeError, AttributeError):
                if not is_rate:
                    result.lines += 1
                result.unmappable += 1


def texts(read_inputs, kind):
    """The raw texts of one kind, on one line each."""
    found = set()
    for observation in read_inputs.observations:
        value = observation.get({"titles": "title", "regions": "region", "locations": "location"}.get(kind, kind))
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str):
                found.add(flat(text))
    return found


def flat(text):
    return re.sub(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]", " ", text)
