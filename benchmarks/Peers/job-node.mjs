// The whole job with HubSpot's own client for Node.
import fs from 'node:fs';
import { basename } from 'node:path';
import { createRequire } from 'node:module';

const [modules, path, address, requestPath] = process.argv.slice(2);
const { Client } = createRequire(modules)('@hubspot/api-client');
const imports = new Client({ accessToken: 'benchmark', basePath: address }).crm.imports.coreApi;
let state = await imports.create({ data: fs.readFileSync(path), name: basename(path) }, fs.readFileSync(requestPath, 'utf8'));
while (!['DONE', 'FAILED', 'CANCELED'].includes(state.state)) {
  await new Promise(resume => setTimeout(resume, 1000));
  state = await imports.getById(state.id);
}

console.log(JSON.stringify({ more: { id: [Number(state.id)] } }));
