import { describe, expect, it } from 'vitest';
import { continued } from '../../src/text/continued.js';
import { findUrls } from '../../src/text/find-urls.js';

const HOST = 'https://api.clever.com/v1.1/districts/';

function whole(text: string): { readonly address: string; readonly isWritable: boolean } {
  const [found] = findUrls('a.java', text, ['api.clever.com'], false);
  if (!found) throw new Error('no address');
  const { pieces } = continued(found, text);
  return { address: pieces.map((piece) => piece.text).join(''), isWritable: pieces.some(({ verbatim }) => verbatim) };
}

describe('a text that goes on', () => {
  it.each([
    ['a plus', `get("${HOST}" + d + "/students");`, '{d}/students'],
    ['a dot of PHP', `get('${HOST}' . $d->id . '/students');`, '{id}/students'],
    ['a call', `get("${HOST}" + str(d) + "/students")`, '{d}/students'],
    ['the next line', `get("${HOST}" +\n  d.getId() +\n  "/students");`, '{getId}/students'],
    ['two dots of Lua', `get("${HOST}" .. d .. "/students")`, '{d}/students'],
    ['two values', `get("${HOST}" + d + "/students/" + s);`, '{d}/students/{s}'],
    ['a value at the end', `get("${HOST}" + d);`, '{d}'],
    ['a text right behind', `get("${HOST}" + "abc");`, 'abc'],
  ])('%s', (_, text, rest) => {
    expect(whole(text)).toEqual({ address: HOST + rest, isWritable: true });
  });

  it.each([
    ['nothing', `get("${HOST}", d + "/students");`],
    ['a method of the text', `get("${HOST}".concat(d));`],
  ])('near miss: %s', (_, text) => {
    expect(whole(text)).toEqual({ address: HOST, isWritable: true });
  });

  it('may not be replaced where it goes on in a way that is not understood', () => {
    expect(whole(`get("${HOST}" + (d == null ? "x" : d) + "/students");`).isWritable).toBe(false);
    expect(whole(`get("${HOST}"${' + d + "/x"'.repeat(20)});`).isWritable).toBe(false);
  });
});
