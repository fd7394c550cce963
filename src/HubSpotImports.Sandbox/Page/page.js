'use strict';

// Asks the sandbox once a second what is new, while somebody looks, and puts it into the page. Cells are only ever set as text.

const PAUSE = 1000;
const PAGE = 50;
const SHOWN_REQUESTS = 200;
const ENDS = { DONE: 'good', FAILED: 'bad', CANCELED: 'bad', REVERTED: 'bad' };

const at = id => document.getElementById(id);
const known = { startedAt: null, lastRequest: 0, states: new Map(), rows: new Map() };
let token = '';
let chosen = null; // The import that is shown: its id, how many errors and records of it are wanted, and what has come.
let timer = 0;
let asking = Promise.resolve();

async function ask(path) {
  const headers = { 'X-HubSpot-Sandbox': '1' };
  if (token) headers.Authorization = `Bearer ${token}`;
  const answer = await fetch(path, { headers, cache: 'no-store' });
  if (answer.status === 401) {
    at('sign-in').hidden = false;
    throw new Error('waiting for the token');
  }
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  at('sign-in').hidden = true;
  return answer.json();
}

// One after another: whoever waits for it sees what was chosen before it was called.
function refresh() {
  asking = asking.then(poll);
  return asking;
}

async function poll() {
  clearTimeout(timer);
  if (document.visibilityState !== 'visible') return;
  try {
    const selected = chosen ? `&import=${chosen.id}` : '';
    const overview = await ask(`/sandbox/overview?after=${known.lastRequest}${selected}`);
    if (known.startedAt !== overview.startedAt) forget(overview.startedAt);
    showImports(overview.imports);
    showRequests(overview.requests);
    await showChosen(overview.imports);
    setText(at('connection'), `On ${location.host}, moves by itself`);
  } catch (error) {
    setText(at('connection'), `The sandbox does not answer (${error.message}). Trying again.`);
  }
  timer = setTimeout(refresh, PAUSE);
}

// Another run of the sandbox counts its requests anew, and may know other imports.
function forget(startedAt) {
  known.startedAt = startedAt;
  known.lastRequest = 0;
  known.states.clear();
  known.rows.clear();
  at('imports').replaceChildren();
  at('requests').replaceChildren();
  if (chosen) choose(chosen.id);
}

function showImports(imports) {
  at('imports-none').hidden = imports.length > 0;
  at('imports-some').hidden = imports.length === 0;
  const ids = new Set(imports.map(one => one.id));
  for (const [id, row] of known.rows) {
    if (ids.has(id)) continue;
    row.remove();
    known.rows.delete(id);
  }
  // Rows stay where they are, so that a focus in them stays too; new ones go before those that are older.
  let before = null;
  for (const one of imports.toReversed()) {
    let row = known.rows.get(one.id);
    if (!row) {
      row = importRow(one);
      known.rows.set(one.id, row);
      at('imports').insertBefore(row, before);
    }
    updateImport(row, one);
    before = row;
  }
  if (!chosen && imports.length > 0) choose(imports[0].id);
}

function importRow(one) {
  const row = document.createElement('tr');
  const title = document.createElement('th');
  title.scope = 'row';
  const link = document.createElement('a');
  link.href = `#import-${one.id}`;
  link.textContent = titleOf(one);
  title.append(link);
  row.append(title, cell(''), cell(''), cell('', 'number'), cell('', 'number'), cell('', 'number'), cell(one.app), cell(time(one.createdAt), 'line'));
  const bar = document.createElement('progress');
  bar.setAttribute('aria-label', `Rows of import ${one.id}`);
  row.cells[2].append(bar, document.createElement('span'));
  return row;
}

function updateImport(row, one) {
  const counters = one.counters;
  const done = counters.TOTAL_ROWS ?? 0;
  const [bar, text] = row.cells[2].children;
  const hasEnded = one.state in ENDS;
  bar.hidden = hasEnded;
  bar.max = Math.max(one.rows, done, 1);
  bar.value = done;
  setText(text, hasEnded ? number(done) : `${number(done)} of about ${number(one.rows)}`);
  setText(row.cells[1], one.state);
  row.cells[1].className = ENDS[one.state] ?? 'busy';
  setText(row.cells[3], number(counters.CREATED_OBJECTS ?? 0));
  setText(row.cells[4], number(counters.UPDATED_OBJECTS ?? 0));
  setText(row.cells[5], number(counters.ERRORS ?? 0));
  row.classList.toggle('chosen', one.id === chosen?.id);
  const before = known.states.get(one.id);
  if (before !== one.state) {
    known.states.set(one.id, one.state);
    setText(at('news'), `${titleOf(one)} is ${one.state}, ${number(done)} rows, ${number(counters.ERRORS ?? 0)} errors`);
  }
}

function choose(id) {
  chosen = { id, errorsWanted: PAGE, recordsWanted: PAGE, errors: [], records: [], seen: null };
  at('errors').replaceChildren();
  at('records').replaceChildren();
  at('records-header').replaceChildren();
  for (const [key, row] of known.rows) row.classList.toggle('chosen', key === id);
}

async function showChosen(imports) {
  const one = imports.find(candidate => candidate.id === chosen?.id);
  at('import').hidden = !one;
  if (!one) return;
  if (one.state === 'REVERTED' && chosen.seen && !chosen.seen.startsWith('REVERTED')) choose(one.id);
  setText(at('import-title'), `${titleOf(one)}: ${one.state}`);
  setText(at('import-files'), `${one.files.join(', ')} · taken at ${time(one.createdAt)}, last change at ${time(one.updatedAt)}`);
  showCounters(one.counters);
  const seen = `${one.state} ${one.updatedAt} ${chosen.errorsWanted} ${chosen.recordsWanted}`;
  if (seen !== chosen.seen) {
    const current = chosen;
    const errors = await rest(current, 'errors');
    const records = await rest(current, 'records');
    if (current !== chosen) return; // Another import was chosen in the meantime.
    appendErrors(errors);
    appendRecords(records);
    chosen.seen = seen;
  }
  showWhetherMore(one);
}

async function rest(current, what) {
  const have = current[what];
  const missing = current[`${what}Wanted`] - have.length;
  if (missing <= 0) return [];
  const after = what === 'errors' ? have.at(-1)?.id ?? 0 : have.length;
  return ask(`/sandbox/imports/${current.id}/${what}?after=${after}&limit=${missing}`);
}

function showCounters(counters) {
  const list = at('counters');
  for (const [name, value] of Object.entries(counters)) {
    let figure = [...list.children].find(child => child.dataset.name === name);
    if (!figure) {
      figure = document.createElement('div');
      figure.dataset.name = name;
      const term = document.createElement('dt');
      term.textContent = words(name);
      figure.append(term, document.createElement('dd'));
      list.append(figure);
    }
    setText(figure.lastChild, number(value));
  }
  for (const child of [...list.children]) if (!(child.dataset.name in counters)) child.remove();
}

function appendErrors(errors) {
  for (const error of errors) {
    const row = document.createElement('tr');
    const line = cell(error.line > 0 ? String(error.line) : 'whole file', 'line', 'th');
    line.scope = 'row';
    row.append(
      line,
      cell(error.line === 0 ? 'Import failed' : error.isRefused ? 'Not taken' : 'Taken without this', error.isRefused || error.line === 0 ? 'bad' : 'busy'),
      cell(error.message, 'reason'),
      cell(error.column ?? ''),
      cell(error.value ?? '', 'cell'),
      cell(error.code, 'code'),
      cell(error.page ? `${error.file}, sheet ${error.page}` : error.file));
    at('errors').append(row);
  }
  chosen.errors.push(...errors);
}

function appendRecords(records) {
  if (records.length === 0) return;
  chosen.records.push(...records);
  const names = [...new Set(chosen.records.flatMap(record => Object.keys(record.properties ?? {})))];
  const headings = ['Line', 'What', 'Record', ...names];
  const isSame = [...at('records-header').cells].map(one => one.textContent).join('\n') === headings.join('\n');
  if (!isSame) {
    at('records-header').replaceChildren(...headings.map(text => {
      const heading = cell(text, '', 'th');
      heading.scope = 'col';
      return heading;
    }));
    at('records').replaceChildren();
  }
  for (const record of isSame ? records : chosen.records) {
    const row = document.createElement('tr');
    const line = cell(String(record.line), 'line', 'th');
    line.scope = 'row';
    row.append(line, cell(record.properties ? record.action : `${record.action}, since removed`), cell(`${record.objectType} ${record.recordId}`, 'line'));
    for (const name of names) row.append(cell(record.properties?.[name] ?? '', 'cell'));
    at('records').append(row);
  }
}

function showWhetherMore(one) {
  const counters = one.counters;
  const errors = counters.ERRORS ?? 0;
  const records = (counters.CREATED_OBJECTS ?? 0) + (counters.UPDATED_OBJECTS ?? 0);
  at('errors-some').hidden = chosen.errors.length === 0;
  at('errors-none').hidden = chosen.errors.length > 0;
  setText(at('errors-none'), one.state === 'DONE' ? 'None: every row is in.' : 'None so far.');
  at('records-some').hidden = chosen.records.length === 0;
  at('records-none').hidden = chosen.records.length > 0;
  setText(at('errors-title'), errors > 0 ? `Rows refused, and why: ${number(chosen.errors.length)} of ${number(errors)} errors` : 'Rows refused, and why');
  setText(at('records-title'), records > 0 ? `Records that arrived: ${number(chosen.records.length)} of ${number(records)}` : 'Records that arrived');
  at('errors-more').hidden = chosen.errors.length >= errors;
  at('records-more').hidden = chosen.records.length >= records;
}

function showRequests(requests) {
  const body = at('requests');
  for (const request of requests) {
    const row = document.createElement('tr');
    const when = cell(time(request.at), 'line', 'th');
    when.scope = 'row';
    row.append(
      when,
      cell(`${request.method} ${request.path}`, 'code'),
      cell(request.status === 499 ? 'broken off' : String(request.status), request.status < 400 ? 'good' : 'bad'),
      cell(number(request.milliseconds), 'number'),
      cell(request.hasToken ? 'yes, hidden' : 'none'));
    body.prepend(row);
    known.lastRequest = request.number;
  }
  while (body.rows.length > SHOWN_REQUESTS) body.lastChild.remove();
  at('requests-none').hidden = body.rows.length > 0;
  at('requests-some').hidden = body.rows.length === 0;
}

function cell(text, className = '', tag = 'td') {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

const titleOf = one => one.name ? `Import ${one.id} “${one.name}”` : `Import ${one.id}`;
const number = value => value.toLocaleString('en-US');
const time = text => new Date(text).toLocaleTimeString('en-GB');
const words = name => name.charAt(0) + name.slice(1).toLowerCase().replaceAll('_', ' ');

function chooseByAddress() {
  const id = Number(/^#import-(\d+)$/.exec(location.hash)?.[1]);
  if (!id) return;
  choose(id);
  refresh().then(() => at('import-title').focus());
}

at('first-command').textContent = String.raw`printf 'Email,First name\nann@example.org,Ann\nnot an address,Bob\n' > contacts.csv
curl ${location.origin}/crm/v3/imports -H 'Authorization: Bearer x' \
  -F 'files=@contacts.csv;type=text/csv' \
  -F 'importRequest={"name":"Try","files":[{"fileName":"contacts.csv","fileFormat":"CSV","fileImportPage":{"hasHeader":true,"columnMappings":[
      {"columnObjectTypeId":"0-1","columnName":"Email","propertyName":"email","columnType":"HUBSPOT_ALTERNATE_ID"},
      {"columnObjectTypeId":"0-1","columnName":"First name","propertyName":"firstname"}]}}]};type=application/json'`;
at('sign-in').addEventListener('submit', event => {
  event.preventDefault();
  token = at('token').value;
  at('token').value = '';
  refresh();
});
at('errors-more').addEventListener('click', () => { chosen.errorsWanted += PAGE; refresh(); });
at('records-more').addEventListener('click', () => { chosen.recordsWanted += PAGE; refresh(); });
addEventListener('hashchange', chooseByAddress);
document.addEventListener('visibilitychange', refresh);
chooseByAddress();
refresh();
