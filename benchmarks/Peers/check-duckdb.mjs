// The twelve checks as one query of DuckDB, which reads the file with all threads of the machine.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const [modules, path, properties] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(modules)('@duckdb/node-api');
const text = value => `'${value.replaceAll("'", "''")}'`;
const options = Object.fromEntries(JSON.parse(fs.readFileSync(properties, 'utf8')).map(property =>
  [property.name, property.options.flatMap(option => [option.value.toLowerCase(), option.label.toLowerCase()]).map(text).join(', ')]));
const email = String.raw`[A-Za-z0-9!#$%&'*+/=?^_\x60{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_\x60{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}`;
const faults = [
  ['INVALID_EMAIL', 'c0', value => `not regexp_full_match(${value}, ${text(email)})`],
  ['COLUMN_TOO_LARGE', 'c1', value => `length(${value}) > 65536`],
  ['COLUMN_TOO_LARGE', 'c2', value => `length(${value}) > 65536`],
  ['COLUMN_TOO_LARGE', 'c3', value => `length(${value}) > 65536`],
  ['INVALID_ENUMERATION_OPTION', 'c4', value => `lower(${value}) not in (${options.lifecyclestage})`],
  ['INVALID_ENUMERATION_OPTION', 'c5', value => `lower(${value}) not in (${options.hs_lead_status})`],
  ['COULD_NOT_PARSE_DATE', 'c6', value => `try_strptime(${value}, '%m/%d/%Y') is null`],
  ['COULD_NOT_PARSE_DATE', 'c7', value => `try_strptime(${value}, '%Y-%m-%dT%H:%M:%SZ') is null`],
  ['COULD_NOT_PARSE_NUMBER', 'c8', value => `try_cast(${value} as double) is null`],
  ['COULD_NOT_PARSE_NUMBER', 'c9', value => `try_cast(${value} as double) is null`],
  ['INVALID_ENUMERATION_OPTION', 'c10', value => `lower(${value}) not in ('true', 'false', 'yes', 'no')`],
  ['COLUMN_TOO_LARGE', 'c11', value => `length(${value}) > 65536`],
];
const columns = faults.map(([, column, isFault]) => `count(*) filter (where trim(${column}) <> '' and ${isFault(`trim(${column})`)})`);
const names = faults.map(([, column]) => text(column)).join(', ');
const query = `select count(*), ${columns.join(', ')} from read_csv(${text(path)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', names = [${names}])`;

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const started = performance.now();
const [row] = (await connection.runAndReadAll(query)).getRows();
const milliseconds = performance.now() - started;
const counts = {};
faults.forEach(([code], i) => { if (row[i + 1] > 0n) counts[code] = (counts[code] ?? 0) + Number(row[i + 1]); });
console.log(JSON.stringify({ findings: { Rows: Number(row[0]), Counts: counts }, ms: [milliseconds] }));
