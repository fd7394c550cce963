// HubSpot's own Node client against a sandbox: node imports.mjs http://127.0.0.1:PORT
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// The client lies where it was installed, not beside this file.
const require = createRequire(join(process.cwd(), 'package.json'));
const { Client } = require('@hubspot/api-client');
const { coreApi, publicImportsApi } = new Client({ accessToken: 'node', basePath: process.argv[2] }).crm.imports;

const request = name => JSON.stringify({
  name,
  files: [{
    fileName: 'contacts.csv',
    fileFormat: 'CSV',
    fileImportPage: {
      hasHeader: true,
      columnMappings: [
        { columnObjectTypeId: '0-1', columnName: 'Email', propertyName: 'email', columnType: 'HUBSPOT_ALTERNATE_ID' },
        { columnObjectTypeId: '0-1', columnName: 'First name', propertyName: 'firstname' },
      ],
    },
  }],
});
const file = rows => ({ data: Buffer.from(`Email,First name\n${rows}`), name: 'contacts.csv' });
const until = async (id, isSo) => {
  for (;;) {
    const found = await coreApi.getById(id);
    if (isSo(found)) return found;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
};

// create, get
const started = await coreApi.create(file('ann@example.org,Änne\nnobody,Bob\n'), request('From Node'));
assert.equal(started.state, 'STARTED');
const done = await until(started.id, found => found.state === 'DONE');
assert.equal(done.importName, 'From Node');
assert.ok(done.createdAt instanceof Date);
assert.deepEqual([done.metadata.counters.TOTAL_ROWS, done.metadata.counters.CREATED_OBJECTS], [2, 1]);

// errors
const errors = await publicImportsApi.getErrors(started.id, undefined, 10, true, true);
assert.equal(errors.results.length, 1);
const [error] = errors.results;
assert.deepEqual(
  [error.errorType, error.sourceData.lineNumber, error.sourceData.rowData, error.knownColumnNumber],
  ['INVALID_EMAIL', 3, ['nobody', 'Bob'], 0]);
assert.ok(error.errorMessage);

// cancel: at the pace of the command line, 20,000 rows take long enough to be stopped on their way
const rows = Array.from({ length: 20_000 }, (_, row) => `n${row}@example.org,N\n`).join('');
const stopped = await coreApi.create(file(rows), request('To be stopped'));
await until(stopped.id, found => found.state === 'PROCESSING');
assert.equal((await coreApi.cancel(stopped.id)).status, 'CANCELED');
const canceled = await coreApi.getById(stopped.id);
assert.equal(canceled.state, 'CANCELED');
assert.ok((canceled.metadata.counters.TOTAL_ROWS ?? 0) < 20_000);

// list, in pages
const first = await coreApi.getPage(undefined, undefined, 1);
assert.deepEqual(first.results.map(found => found.id), [stopped.id]);
const second = await coreApi.getPage(first.paging.next.after, undefined, 1);
assert.deepEqual(second.results.map(found => found.id), [started.id]);
assert.equal(second.paging?.next, undefined);

// what is refused
await assert.rejects(coreApi.getById(999), refusal => refusal.code === 404 && refusal.body.category === 'OBJECT_NOT_FOUND');
await assert.rejects(coreApi.create(file(''), '{'), refusal => refusal.code === 400);

console.log('Node client: create, get, list, errors and cancel agree.');
