"""Dictionaries that the project ships, as dumped; plain slugs where there is none."""

import os
import re
import subprocess
import unicodedata

from .inputs import TEXTS, flat, texts


def slug(text):
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9.+#]+", "-", plain.lower()).strip("-")


def _rows(path):
    if path is None:
        return None
    rows = {}
    with open(path, encoding="utf-8", newline="\n") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            rows[fields[0]] = fields[1:]
    return rows


def dump(classpath, read, folder):
    """Asks the project what the inputs' texts mean; returns the paths of the dictionaries by kind."""
    paths = {}
    for kind in TEXTS:
        raw = "".join(text + "\n" for text in sorted(texts(read, kind)))
        answer = subprocess.run(["java", "-cp", classpath, "io.salarysignals.model.Dictionary", kind],
                                input=raw.encode(), stdout=subprocess.PIPE, check=True).stdout
        paths[kind] = os.path.join(folder, kind + ".tsv")
        with open(paths[kind], "wb") as file:
            file.write(answer)
    return paths


class Dictionaries:
    def __init__(self, titles=None, regions=None, locations=None, skills=None, certifications=None):
        self._titles = _rows(titles)
        self._regions = _rows(regions)
        self._locations = _rows(locations)
        self._skills = _rows(skills)
        self._certifications = _rows(certifications)
        self.missing = set()

    def title(self, raw):
        """(role, family or None, level or None), or None where nothing is left of the title."""
        if self._titles is None:
            return (slug(raw), None, None) if slug(raw) else None
        row = self._look(self._titles, raw, "title")
        if row is None or not row[0]:
            return None
        row = row + [""] * (3 - len(row))
        return row[0], row[1] or None, row[2].upper() or None

    def words(self, raw):
        """The words of a title, for telling whether two titles say the same."""
        row = self._look(self._titles, raw, "title") if self._titles is not None else None
        return row[3] if row is not None and len(row) > 3 else " ".join(re.findall(r"\w+", raw.lower()))

    def region(self, code):
        """(country, sub-division or None), or None. Without a dictionary, the form alone counts."""
        if self._regions is not None:
            return self._place(self._regions, code, "region")
        code = code.strip().upper()
        if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", code):
            return None
        return code[:2], code if len(code) > 2 else None

    def location(self, raw):
        """(country, sub-division or None), or None."""
        return None if self._locations is None else self._place(self._locations, raw, "location")

    def _place(self, table, raw, kind):
        row = self._look(table, raw, kind)
        if row is None or not row[0]:
            return None
        return row[0], (row[1] if len(row) > 1 and row[1] else None)

    def skills(self, raw):
        return self._ids(self._skills, raw, "skill")

    def certifications(self, raw):
        return self._ids(self._certifications, raw, "certification")

    def _ids(self, table, raw, kind):
        ids = set()
        for text in raw:
            if table is None:
                ids.add(slug(text))
            else:
                row = self._look(table, text, kind)
                ids.update((row[0] if row else "").split(","))
        ids.discard("")
        return sorted(ids)

    def _look(self, table, raw, kind):
        """Dumps hold texts with tabs and line breaks as spaces."""
        row = table.get(flat(raw))
        if row is None:
            self.missing.add((kind, raw))
        return row
