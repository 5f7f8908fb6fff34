import type { ExternalName } from './external-name.js';

/** Something that writes what it is given where people read it, and keeps nothing that a program reads again. */
interface LoggerModel {
  readonly module?: string;
  readonly global?: string;
  /** The members of the package that log, where it does other things as well. */
  readonly members?: readonly string[];
}

const LOGGERS: readonly LoggerModel[] = [
  // https://developer.mozilla.org/docs/Web/API/console
  { global: 'console' },
  { module: 'console' },
  { module: 'node:console' },
  // https://getpino.io
  { module: 'pino' },
  { module: 'pino-http' },
  // https://github.com/winstonjs/winston
  { module: 'winston' },
  { module: 'nest-winston' },
  // https://github.com/trentm/node-bunyan
  { module: 'bunyan' },
  // https://github.com/pimterry/loglevel
  { module: 'loglevel' },
  // https://github.com/debug-js/debug
  { module: 'debug' },
  // https://nodejs.org/api/util.html#utildebuglogsection-callback
  { module: 'util', members: ['debuglog', 'debug'] },
  { module: 'node:util', members: ['debuglog', 'debug'] },
  // https://github.com/log4js-node/log4js-node
  { module: 'log4js' },
  // https://unjs.io/packages/consola
  { module: 'consola' },
  // https://tslog.js.org
  { module: 'tslog' },
  { module: 'signale' },
  { module: 'npmlog' },
  { module: 'roarr' },
  { module: 'electron-log' },
  // https://docs.nestjs.com/techniques/logger
  { module: '@nestjs/common', members: ['Logger', 'ConsoleLogger'] },
  { module: 'nestjs-pino' },
  // https://firebase.google.com/docs/functions/writing-and-viewing-logs
  { module: 'firebase-functions', members: ['logger'] },
  { module: 'firebase-functions/logger' },
  // https://docs.powertools.aws.dev/lambda/typescript/latest/features/logger/
  { module: '@aws-lambda-powertools/logger' },
];

/** Whether a call of it is a line in a log. */
export function isLogger({ root, isGlobal, members }: ExternalName): boolean {
  // What an own console writes goes to the stream that it is made for: https://nodejs.org/api/console.html#new-consoleoptions
  if (/^(?:node:)?console$/.test(root) && members.includes('Console')) return false;
  return LOGGERS.some((logger) => {
    if ((isGlobal ? logger.global : logger.module) !== root) return false;
    // A value that is declared to be of a type of the package is named by the type.
    return !logger.members || logger.members.some((name) => members.includes(name) || members.includes(`:${name}`));
  });
}

/** The methods of the console that write to the standard output: https://nodejs.org/api/console.html */
const PRINTING: ReadonlySet<string> = new Set(['dir', 'info', 'log', 'table']);

/** Whether a call of it writes to the standard output. */
export function isPrinter({ root, members }: ExternalName): boolean {
  return /^(?:node:)?console$/.test(root) && PRINTING.has(members.at(-1) ?? '');
}
