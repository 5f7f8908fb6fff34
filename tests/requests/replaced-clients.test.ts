import { expect, test } from 'vitest';
import { CLIENTS } from '../../src/clients/index.js';
import type { Client } from '../../src/clients/client.js';
import { openReplacedClients } from '../../src/requests/replaced-clients.js';
import { Trees } from '../../src/program/trees.js';
import { loadCompiler } from '../../src/syntax/compiler.js';
import { memorySources } from '../support/memory-sources.js';

loadCompiler();

function clientOf(module: string): Client {
  const client = CLIENTS.find(({ modules }) => modules.includes(module));
  if (!client) throw new Error(`there is no model of ${module}`);
  return client;
}

const stub = "import axios from 'axios';\nvi.spyOn(axios, 'get');\n";
const texts = {
  'a.js': "import axios from 'axios';\naxios.get('/a');\n",
  'b.js': "import axios from 'axios';\naxios.get('/b');\n",
  'a.test.js': `import './a.js';\n${stub}`,
  'both.test.js': `import './a.js';\nimport './b.js';\n${stub}`,
  'setup.js': stub,
  'plain.test.js': "import './a.js';\nimport axios from 'axios';\nconsole.log(axios);\n",
};

test('a file is read once for a client, however many requests ask', () => {
  const read: string[] = [];
  const sources = memorySources(texts);
  const text = (file: string): string => {
    read.push(file);
    return sources.text(file);
  };
  const filesReplacing = openReplacedClients({ ...sources, text });
  const axios = clientOf('axios');
  for (let requests = 0; requests < 3; requests += 1) {
    expect(filesReplacing(axios, 'a.js')).toEqual(['a.test.js', 'both.test.js', 'setup.js']);
    expect(filesReplacing(axios, 'b.js')).toEqual(['both.test.js', 'setup.js']);
  }
  expect(read.toSorted()).toEqual(Object.keys(texts).toSorted());
});

test('a file is parsed once for all clients, for each variable, and for the readings that follow', () => {
  const trees = new Trees();
  for (let readings = 0; readings < 3; readings += 1) {
    const filesReplacing = openReplacedClients(memorySources(texts), trees);
    // Each request may have a client of its own, with the settings that it was made with.
    for (const client of [clientOf('axios'), { ...clientOf('axios') }]) filesReplacing(client, 'a.js', ['axios']);
  }
  expect(trees.parsed).toBe(Object.keys(texts).length);
});

test('what replaces one client does not replace another', () => {
  expect(openReplacedClients(memorySources(texts))(clientOf('got'), 'a.js')).toEqual([]);
});
