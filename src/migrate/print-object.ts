import type { ObjectText } from '../model/mocked-answer.js';

/** A member of an object that is to be written: its value as code, or its own members. */
export interface Member {
  readonly name: string;
  readonly value: string | readonly Member[];
}

/** An object of one member that makes a longer line is broken. */
const LONGEST_LINE = 110;

/** What can be a name of a member without quotes. */
const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/;

/**
 * Writes an object the way another one is written: in one line, or with a line for each member.
 *
 * @param like the object whose place it takes
 */
export function printObject(members: readonly Member[], like: ObjectText): string {
  return like.text.includes('\n') ? inLines(members, like, like.layout.indent) : inOneLine(members, like.quote);
}

function inOneLine(members: readonly Member[], quote: string): string {
  if (!members.length) return '{}';
  const each = members.map(({ name, value }) => {
    const text = typeof value === 'string' ? value : inOneLine(value, quote);
    return text === name ? name : `${nameOf(name, quote)}: ${text}`;
  });
  return `{ ${each.join(', ')} }`;
}

function inLines(members: readonly Member[], like: ObjectText, indent: string): string {
  const { layout, quote } = like;
  if (!members.length) return '{}';
  const line = layout.newline + indent + layout.step;
  const each = members.map((member) => {
    const { name, value } = member;
    const inline = inOneLine([member], quote);
    const fits = inline.length + line.length < LONGEST_LINE && !inline.includes('\n');
    if (typeof value === 'string' || fits) return `${inline.slice(2, -2)},`;
    return `${nameOf(name, quote)}: ${inLines(value, like, indent + layout.step)},`;
  });
  return `{${line}${each.join(line)}${layout.newline}${indent}}`;
}

function nameOf(name: string, quote: string): string {
  return PLAIN_NAME.test(name) ? name : `${quote}${name}${quote}`;
}
