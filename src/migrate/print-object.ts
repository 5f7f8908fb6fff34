import type { Layout } from '../model/layout.js';
import type { ObjectText } from '../model/mocked-answer.js';
import { further, newLine } from './print-code.js';

/** A member of an object that is to be written: its value as code, or its own members. */
export interface Member {
  readonly name: string;
  readonly value: string | readonly Member[];
}

/** What can be a name of a member without quotes. */
const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/;

/**
 * Writes an object the way another one is written: in one line, or with a line for each member.
 *
 * @param like the object whose place it takes
 */
export function printObject(members: readonly Member[], like: ObjectText): string {
  return like.text.includes('\n') ? inLines(members, like.quote, like.layout) : inOneLine(members, like.quote);
}

function inOneLine(members: readonly Member[], quote: string): string {
  if (!members.length) return '{}';
  const each = members.map(({ name, value }) => {
    const text = typeof value === 'string' ? value : inOneLine(value, quote);
    return text === name ? name : `${nameOf(name, quote)}: ${text}`;
  });
  return `{ ${each.join(', ')} }`;
}

function inLines(members: readonly Member[], quote: string, layout: Layout): string {
  if (!members.length) return '{}';
  const inside = further(layout);
  const each = members.map((member) => {
    const { name, value } = member;
    const line = `${inOneLine([member], quote).slice(2, -2)},`;
    // A value that has several lines already takes what is around it along.
    const isOneLine = typeof value === 'string' || !line.includes('\n');
    return isOneLine ? line : `${nameOf(name, quote)}: ${inLines(value, quote, inside)},`;
  });
  return `{${newLine(inside)}${each.join(newLine(inside))}${newLine(layout)}}`;
}

function nameOf(name: string, quote: string): string {
  return PLAIN_NAME.test(name) ? name : `${quote}${name}${quote}`;
}
