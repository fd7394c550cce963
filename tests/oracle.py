"""Says independently what a sandbox should hold after some files were imported, and compares.

    python3 tests/oracle.py FOLDER

FOLDER holds cases.json, the source files that it names, and sandbox.db, the database of a sandbox that has ended (--database). The sources
are read with csv, the database with sqlite3; nothing is shared with the programs that are judged but HubSpot's own rules. Prints what
differs, one line each, and exits with 1 if anything does. Covers contacts and companies, and the properties in KINDS.
"""
import csv
import datetime
import json
import os
import re
import sqlite3
import sys

STAGES = ['subscriber', 'lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'opportunity', 'customer', 'evangelist', 'other']
KINDS = {'email': 'email', 'domain': 'domain', 'closedate': 'time', 'linkedinconnections': 'number', 'lifecyclestage': 'stage'}
IDENTIFIERS = {'0-1': 'email', '0-2': 'domain'}
NEEDS_ONE_OF = {'0-1': {'email', 'firstname', 'lastname'}, '0-2': {'domain', 'name'}}
ACTIONS = ['created', 'updated', 'refused', 'valueDropped']


class Fault(Exception):
    """A cell that HubSpot does not take, with HubSpot's code for it."""


def read_cell(name, text):
    """The form in which a cell is kept."""
    kind = KINDS.get(name)
    if kind == 'email':
        if not re.fullmatch(r'[!-?A-~]+@[^\s@.]+(\.[^\s@.]+)+', text):
            raise Fault('INVALID_EMAIL')
        return text.lower()
    if kind == 'domain':
        if not re.fullmatch(r'[\w-]+(\.[\w-]+)+', text):
            raise Fault('INVALID_DOMAIN')
        return text.lower()
    if kind == 'time':
        try:
            return datetime.datetime.strptime(text, '%m/%d/%Y').strftime('%Y-%m-%dT00:00:00.000Z')
        except ValueError:
            raise Fault('COULD_NOT_PARSE_DATE')
    if kind == 'number':
        if not re.fullmatch(r'-?\d+(\.\d+)?', text):
            raise Fault('COULD_NOT_PARSE_NUMBER')
        return text
    if kind == 'stage':
        stage = text.lower().replace(' ', '')
        if stage not in STAGES:
            raise Fault('INVALID_ENUMERATION_OPTION')
        return stage
    return text


class Account:
    """What the account should hold: records by a number of the oracle's own, and who is known by which identifier."""

    def __init__(self):
        self.records = []
        self.known = {}

    def write(self, object_type, values, operation):
        """Writes one record; gives its number and what was done."""
        identifier = values.get(IDENTIFIERS[object_type])
        found = self.known.get((object_type, identifier)) if identifier else None
        if found is None and operation == 'UPDATE':
            raise Fault('UPDATE_ONLY_IMPORT')
        if found is not None and operation == 'CREATE':
            raise Fault('CREATE_ONLY_IMPORT')
        if found is None:
            if not NEEDS_ONE_OF[object_type] & values.keys():
                raise Fault('MISSING_REQUIRED_PROPERTY')
            self.records.append((object_type, dict(values)))
            if identifier:
                self.known[object_type, identifier] = len(self.records) - 1
            return len(self.records) - 1, 'created'
        kept = self.records[found][1]
        for name, value in values.items():
            goes_back = name == 'lifecyclestage' and name in kept and STAGES.index(value) < STAGES.index(kept[name])
            if not goes_back:
                kept[name] = value
        return found, 'updated'


def read_source(folder, case):
    """Header and rows; a blank line is no row."""
    with open(os.path.join(folder, case['source']), encoding=case['encoding'], newline='') as file:
        for _ in range(case['skipped']):
            file.readline()
        rows = [row for row in csv.reader(file, delimiter=case['delimiter']) if row]
    return rows[0], rows[1:]


def expect_row(account, case, header, row):
    """What the ledger should say of a row: (object type, action, code, number of the record), in no order."""
    columns = [(header.index(column['header']), column['objectType'], column['property']) for column in case['columns']]
    types = list(dict.fromkeys(object_type for _, object_type, _ in sorted(columns)))
    if len(row) != len(header):
        return [(types[0], 'refused', 'INCORRECT_NUMBER_OF_COLUMNS', None)]
    if not any(row[index].strip() for index, _, _ in columns):
        return [(types[0], 'refused', 'FAILED_TO_PROCESS_OBJECT_WITH_EMPTY_PROPERTY_VALUES', None)]
    entries = []
    for object_type in types:
        values, dropped, refusal, has_cells = {}, [], None, False
        for index, owner, name in columns:
            text = row[index].strip()
            if owner != object_type or not text:
                continue
            has_cells = True
            try:
                values[name] = read_cell(name, text)
            except Fault as fault:
                if str(fault) == 'INVALID_EMAIL':
                    refusal = fault
                else:
                    dropped.append(str(fault))
        if not has_cells:
            continue
        try:
            if refusal:
                raise refusal
            number, action = account.write(object_type, values, case['operation'])
            entries.append((object_type, action, None, number))
            entries += [(object_type, 'valueDropped', code, number) for code in dropped]
        except Fault as fault:
            entries.append((object_type, 'refused', str(fault), None))
    return entries


def compare(folder):
    """All that differs."""
    with open(os.path.join(folder, 'cases.json'), encoding='utf-8') as file:
        cases = json.load(file)
    database = sqlite3.connect(os.path.join(folder, 'sandbox.db'))
    account, ids, rows_seen = Account(), {}, 0
    for case in cases:
        header, rows = read_source(folder, case)
        ledger = {}
        for record, *entry in database.execute(
                'SELECT record, object_type, action, code, object_id FROM ledger WHERE import_id = ?', (case['import'],)):
            ledger.setdefault(record, []).append(entry)
        for record, row in enumerate(rows, start=1):
            rows_seen += 1
            expected = expect_row(account, case, header, row)
            found = [(object_type, ACTIONS[action], code, object_id) for object_type, action, code, object_id in ledger.pop(record, [])]
            for _, action, _, number in expected:
                # A new record gets the id that the ledger gives it; from then on it must stay the same.
                if action == 'created':
                    ids[number] = next((entry[3] for entry in found if entry[0] == account.records[number][0] and entry[1] == 'created'), None)
            expected = [(*entry[:3], ids.get(entry[3])) for entry in expected]
            if sorted(expected, key=str) != sorted(found, key=str):
                yield f"{case['source']}, row {record}: expected {expected}, found {found}"
        for record in ledger:
            yield f"{case['source']}: the ledger has a row {record} that the file has not"

    stored = {key: (object_type, json.loads(values)) for key, object_type, values in database.execute('SELECT id, type, properties FROM objects')}
    if len(stored) != len(account.records):
        yield f'{len(account.records)} records expected, {len(stored)} found'
    for number, record in enumerate(account.records):
        if stored.get(ids[number]) != record:
            yield f'record {ids[number]}: expected {record}, found {stored.get(ids[number])}'
    print(f'{len(cases)} files, {rows_seen} rows, {len(account.records)} records compared')


if __name__ == '__main__':
    differences = list(compare(sys.argv[1]))
    for difference in differences:
        print(difference)
    sys.exit(1 if differences else 0)
