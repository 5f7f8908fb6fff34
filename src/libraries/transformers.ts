import type { ExternalName } from './external-name.js';

/** Functions that make an instance of a class of a plain object: https://github.com/typestack/class-transformer */
const MAKERS: ReadonlySet<string> = new Set([
  'plainToInstance',
  'plainToClass',
  'deserialize',
  'plainToClassFromExist',
]);

/** Whether a call answers its second argument as an instance of the class that is its first. */
export function makesInstance({ root, members }: ExternalName): boolean {
  return root === 'class-transformer' && MAKERS.has(members.at(-1) ?? '');
}
