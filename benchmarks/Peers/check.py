"""The twelve checks with Python's csv, as a script has them. --dates-by-hand reads dates from their digits instead of strptime."""
import csv
import json
import re
import sys
import time
from collections import Counter
from datetime import date, datetime

EMAIL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
path, properties = sys.argv[1:3]
with open(properties, encoding="utf-8") as file:
    options = {entry["name"]: {text.lower() for option in entry["options"] for text in (option["value"], option["label"])} for entry in json.load(file)}
STAGES, STATUSES = options["lifecyclestage"], options["hs_lead_status"]
ANSWERS = {"true", "false", "yes", "no"}


def is_email(value):
    return EMAIL.fullmatch(value) is not None


def is_short(value):
    return len(value) <= 65536


def is_stage(value):
    return value.lower() in STAGES


def is_status(value):
    return value.lower() in STATUSES


def is_answer(value):
    return value.lower() in ANSWERS


def is_date(value):
    try:
        datetime.strptime(value, "%m/%d/%Y")
        return True
    except ValueError:
        return False


def is_date_by_hand(value):
    try:
        month, day, year = value.split("/")
        date(int(year), int(month), int(day))
        return True
    except ValueError:
        return False


def is_time(value):
    try:
        datetime.fromisoformat(value)
        return True
    except ValueError:
        return False


def is_number(value):
    try:
        float(value)
        return True
    except ValueError:
        return False


CHECKS = [
    ("INVALID_EMAIL", is_email),
    ("COLUMN_TOO_LARGE", is_short),
    ("COLUMN_TOO_LARGE", is_short),
    ("COLUMN_TOO_LARGE", is_short),
    ("INVALID_ENUMERATION_OPTION", is_stage),
    ("INVALID_ENUMERATION_OPTION", is_status),
    ("COULD_NOT_PARSE_DATE", is_date_by_hand if "--dates-by-hand" in sys.argv else is_date),
    ("COULD_NOT_PARSE_DATE", is_time),
    ("COULD_NOT_PARSE_NUMBER", is_number),
    ("COULD_NOT_PARSE_NUMBER", is_number),
    ("INVALID_ENUMERATION_OPTION", is_answer),
    ("COLUMN_TOO_LARGE", is_short),
]

started = time.perf_counter()
rows = 0
counts = Counter()
with open(path, encoding="utf-8", newline="") as file:
    reader = csv.reader(file)
    next(reader)
    for row in reader:
        rows += 1
        if len(row) != len(CHECKS):
            counts["INCORRECT_NUMBER_OF_COLUMNS"] += 1
            continue
        for (code, is_good), cell in zip(CHECKS, row):
            value = cell.strip()
            if value and not is_good(value):
                counts[code] += 1

print(json.dumps({"findings": {"Rows": rows, "Counts": counts}, "ms": [(time.perf_counter() - started) * 1000]}))
