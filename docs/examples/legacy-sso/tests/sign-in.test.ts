import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Account } from '../src/store.js';
import { startFakeClever } from './fake-clever.js';

const clever = await startFakeClever();
const { signIn } = await import('../src/sign-in.js');
const { memoryAccounts } = await import('../src/store.js');

after(() => clever.close());

/** Who signs in: the id under which Clever knew them on API v1.1, and what the app shows of them. */
const people: readonly { code: string; formerId: string; shown: Omit<Account, 'id' | 'cleverId'> }[] = [
  {
    code: 'maya',
    formerId: 'student-1',
    shown: { role: 'reader', name: 'Maya Okafor', email: null, school: 'Hillside Elementary' },
  },
  {
    code: 'ines',
    formerId: 'teacher-1',
    shown: {
      role: 'teacher',
      name: 'Ines Caldwell',
      email: 'ines@cedarvalley.test',
      school: 'Hillside Elementary',
    },
  },
  {
    code: 'noor',
    formerId: 'school-admin-1',
    shown: { role: 'leader', name: 'Noor Haddad', email: 'noor@cedarvalley.test', school: null },
  },
  {
    code: 'tove',
    formerId: 'district-admin-1',
    shown: { role: 'leader', name: 'Tove Lindgren', email: 'tove@cedarvalley.test', school: null },
  },
  // Teaches as well; Clever let her in as a district admin, which counts more.
  {
    code: 'sam',
    formerId: 'district-admin-2',
    shown: { role: 'leader', name: 'Sam Whitfield', email: 'sam@cedarvalley.test', school: null },
  },
];

for (const { code, formerId, shown } of people) {
  test(`${shown.name} gets an account on the first visit, and the same one on the second`, async () => {
    const accounts = memoryAccounts();
    const { account } = await signIn(code, accounts);
    const { id, cleverId, ...rest } = account;

    assert.deepEqual(rest, shown);
    assert.equal(cleverId, clever.idsGiven.get(code));
    assert.equal((await signIn(code, accounts)).account.id, id);
    assert.equal(await accounts.find(id + 1), undefined);
  });

  test(`${shown.name} finds the account of years ago, and it stays the only one`, async () => {
    const accounts = memoryAccounts();
    const old = await accounts.create({ ...shown, cleverId: formerId });

    assert.equal((await signIn(code, accounts)).account.id, old.id);
    assert.equal(await accounts.find(old.id + 1), undefined);
    // Next time it is found at once.
    assert.equal((await accounts.find(old.id))?.cleverId, clever.idsGiven.get(code));
  });
}
