import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startFakeClever } from './fake-clever.js';

const clever = await startFakeClever();
const { CleverClient, CleverError } = await import('../src/clever/client.js');
const { findDistrictName } = await import('../src/district.js');

after(() => clever.close());

test('names the district of the visitor', async () => {
  assert.equal(await findDistrictName('token-of-ines'), 'Cedar Valley Unified');
});

test('says which request failed, and how', async () => {
  const failed = new CleverClient('token-of-ines').get('/no-such-thing');
  await assert.rejects(failed, new CleverError(404, '/no-such-thing'));
});
