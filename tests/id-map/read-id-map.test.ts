import { expect, test } from 'vitest';
import { KnownError } from '../../src/discover/errors.js';
import { KNOWN_COLUMNS } from '../../src/id-map/id-map.js';
import { readIdMap } from '../../src/id-map/read-id-map.js';

function idsOf(text: string, columns = KNOWN_COLUMNS): Record<string, string> {
  return Object.fromEntries(readIdMap('ids.csv', text, columns).ids);
}

test.each([
  ['the usual columns', 'role_id,user_id\na1,b1\na2,b2\n'],
  ['columns among others, in another order', 'district,user_id,name,role_id\nd,b1,"Doe, J",a1\nd,b2,X,a2\n'],
  [
    'a byte-order mark, line ends of Windows, quotes and spaces',
    '\uFEFFrole_id, user_id\r\n"a1", b1\r\n\r\na2,"b2"\r\n',
  ],
  ['a row twice', 'role_id,user_id\na1,b1\na1,b1\na2,b2\n'],
  ['rows that lack an id', 'role_id,user_id\na1,b1\n,b9\na9,\na2,b2\n'],
])('reads %s', (_name, text) => {
  expect(idsOf(text)).toEqual({ a1: 'b1', a2: 'b2' });
});

test('reads columns of other names', () => {
  expect(idsOf('new,old\nb,a\n', { old: 'old', new: 'new' })).toEqual({ a: 'b' });
});

test.each([
  ['', "ids.csv is empty; a CSV with the columns 'role_id' and 'user_id' is needed"],
  ['role_id,user_id\n', "ids.csv has no row with both ids in the columns 'role_id' and 'user_id'"],
  [
    'old,user_id\na,b\n',
    "ids.csv: row 1 has no column 'role_id', only 'old', 'user_id'; name the columns of the old and the new ids with --id-map-columns <old>,<new>",
  ],
  ["role_id,user_id\na,b\na2,b'); drop\n", "ids.csv: row 3, column 'user_id': 'b'); drop' is not an id"],
  ['role_id,user_id\na b,c\n', "ids.csv: row 2, column 'role_id': 'a b' is not an id"],
  ['role_id,user_id\na,b\n\na,c\n', "ids.csv: row 4, column 'user_id': 'a' has a different new id above, 'b'"],
  ['role_id,user_id\na,b,c\n', 'ids.csv is not CSV: Invalid Record Length: expect 2, got 3 on line 2'],
  ['role_id,user_id\n"a,b\n', 'ids.csv is not CSV: a quote in line 2 is not closed'],
])('refuses %j in words', (text, message) => {
  expect(() => idsOf(text)).toThrow(message);
  expect(() => idsOf(text)).toThrow(KnownError);
});
