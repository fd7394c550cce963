// The twelve checks with papaparse, as a script has them.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const [modules, path, properties] = process.argv.slice(2);
const Papa = createRequire(modules)('papaparse');
const options = Object.fromEntries(JSON.parse(fs.readFileSync(properties, 'utf8')).map(property =>
  [property.name, new Set(property.options.flatMap(option => [option.value.toLowerCase(), option.label.toLowerCase()]))]));
const email = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/;
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const usDate = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const isoTime = /^\d{4}-\d{2}-(\d{2})T\d{2}:\d{2}:\d{2}Z$/;
const answers = new Set(['true', 'false', 'yes', 'no']);

const isShort = value => value.length <= 65536;
const isDate = value => {
  const parts = usDate.exec(value);
  if (!parts) return false;
  const date = new Date(Date.UTC(+parts[3], parts[1] - 1, +parts[2]));
  return date.getUTCMonth() === parts[1] - 1 && date.getUTCDate() === +parts[2];
};
const isTime = value => {
  const parts = isoTime.exec(value);
  if (!parts) return false;
  const time = new Date(value); // February 30 becomes March 1.
  return !Number.isNaN(time.getTime()) && time.getUTCDate() === +parts[1];
};
const isNumber = value => number.test(value);
const checks = [
  ['INVALID_EMAIL', value => email.test(value)],
  ['COLUMN_TOO_LARGE', isShort],
  ['COLUMN_TOO_LARGE', isShort],
  ['COLUMN_TOO_LARGE', isShort],
  ['INVALID_ENUMERATION_OPTION', value => options.lifecyclestage.has(value.toLowerCase())],
  ['INVALID_ENUMERATION_OPTION', value => options.hs_lead_status.has(value.toLowerCase())],
  ['COULD_NOT_PARSE_DATE', isDate],
  ['COULD_NOT_PARSE_DATE', isTime],
  ['COULD_NOT_PARSE_NUMBER', isNumber],
  ['COULD_NOT_PARSE_NUMBER', isNumber],
  ['INVALID_ENUMERATION_OPTION', value => answers.has(value.toLowerCase())],
  ['COLUMN_TOO_LARGE', isShort],
];

const started = performance.now();
let rows = -1; // The header is no row.
const counts = {};
const add = code => { counts[code] = (counts[code] ?? 0) + 1; };
Papa.parse(fs.createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 }), {
  skipEmptyLines: true,
  chunk: ({ data }) => {
    for (const row of data) {
      if (++rows === 0) continue;
      if (row.length !== checks.length) { add('INCORRECT_NUMBER_OF_COLUMNS'); continue; }
      for (let i = 0; i < checks.length; i++) {
        const value = row[i].trim();
        if (value !== '' && !checks[i][1](value)) add(checks[i][0]);
      }
    }
  },
  complete: () => console.log(JSON.stringify({ findings: { Rows: rows, Counts: counts }, ms: [performance.now() - started] })),
});
