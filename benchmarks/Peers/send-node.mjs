// One upload with HubSpot's own client for Node, as its readme shows it.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const [modules, path, address] = process.argv.slice(2);
const { Client } = createRequire(modules)('@hubspot/api-client');
const client = new Client({ accessToken: 'benchmark', basePath: address });
const request = { name: 'benchmark', files: [{ fileName: 'contacts.csv', fileFormat: 'CSV', fileImportPage: { hasHeader: true, columnMappings: [] } }] };
const started = performance.now();
const answer = await client.crm.imports.coreApi.create({ data: fs.readFileSync(path), name: 'contacts.csv' }, JSON.stringify(request));
console.log(JSON.stringify({ ms: [performance.now() - started], more: { received: [Number(answer.id)] } }));
