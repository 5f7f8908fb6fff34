/** A way to hand something to code elsewhere under a name: an event, a message, a method that is called by its name. */
export interface Channel {
  /** Methods that hand on, the name first. */
  readonly sends: readonly string[];
  /** What these are called on; null for anything with the same name as what the function is given to. */
  readonly senders: readonly string[] | null;
  /** Methods that take the function which is handed it, the name first. */
  readonly takes: readonly string[];
  readonly takers: readonly string[] | null;
  /** Decorators that say the name of the method below: `@OnEvent('login')`. */
  readonly decorators: readonly string[];
  /** Whether the functions are the members of an object that is taken instead: `Meteor.methods({ … })`. */
  readonly isTable: boolean;
  /** How many parameters of the function come before what is handed on. */
  readonly before: number;
  /** The member of its parameter that holds what is handed on; null for the parameter itself. */
  readonly within: string | null;
  /** Whether what the function answers comes out of the call that hands on. */
  readonly answers: boolean;
  /**
   * Methods that hand on and answer what the function calls its own last parameter with, which others hand to a function
   * of theirs; none where nothing comes back that way.
   */
  readonly acknowledges: readonly string[];
  /** Whether it joins programs in packages of their own, such as a server and a page. */
  readonly isRemote: boolean;
}

/** Anything that emits events, by whatever name it goes. */
export const EVENTS: Channel = {
  sends: ['emit', 'emitAsync', '$emit'],
  senders: null,
  takes: ['on', 'once', 'addListener', 'prependListener', 'addEventListener', '$on', '$once', 'subscribe'],
  takers: null,
  decorators: ['OnEvent', 'SubscribeMessage'],
  isTable: false,
  before: 0,
  within: null,
  answers: false,
  acknowledges: [],
  isRemote: false,
};

/** What programs call the sockets of socket.io, and what stands in a chain before the method: `socket.timeout(500).emit(…)`. */
export const SOCKETS: readonly string[] = [
  'socket',
  'io',
  'client',
  'server',
  'ws',
  'timeout',
  'to',
  'in',
  'of',
  'volatile',
  'broadcast',
  'nsp',
];

/** All that are known. */
export const CHANNELS: readonly Channel[] = [
  // https://nodejs.org/api/events.html, https://docs.nestjs.com/techniques/events
  EVENTS,
  // https://socket.io/docs/v4/emitting-events
  {
    ...EVENTS,
    sends: [...EVENTS.sends, 'emitWithAck'],
    senders: SOCKETS,
    takers: SOCKETS,
    decorators: [],
    acknowledges: ['emitWithAck'],
    isRemote: true,
  },
  // https://github.com/mroderick/PubSubJS
  { ...EVENTS, sends: ['publish'], senders: ['PubSub'], takes: ['subscribe'], takers: ['PubSub'], before: 1 },
  // https://www.electronjs.org/docs/latest/tutorial/ipc
  {
    ...EVENTS,
    sends: ['send', 'reply'],
    senders: ['webContents', 'ipcRenderer', 'event', 'sender'],
    takers: ['ipcMain', 'ipcRenderer'],
    before: 1,
  },
  {
    ...EVENTS,
    sends: ['invoke'],
    senders: ['ipcRenderer'],
    takes: ['handle', 'handleOnce'],
    takers: ['ipcMain'],
    before: 1,
    answers: true,
  },
  // https://docs.meteor.com/api/meteor.html#methods
  {
    ...EVENTS,
    sends: ['call', 'callAsync'],
    senders: ['Meteor'],
    takes: ['methods'],
    takers: ['Meteor'],
    isTable: true,
    answers: true,
  },
  // https://github.com/OptimalBits/bull/blob/develop/REFERENCE.md#queueprocess
  { ...EVENTS, sends: ['add'], takes: ['process'], within: 'data' },
];

/** Names of events that so many things have that they say nothing. */
export const COMMON_NAMES: ReadonlySet<string> = new Set([
  'data',
  'error',
  'end',
  'close',
  'finish',
  'message',
  'connect',
  'disconnect',
  'connection',
  'open',
  'change',
  'update',
  'ready',
  'response',
  'request',
  'exit',
  'load',
  'input',
  'click',
  'submit',
]);

/** A function of the program that a server runs for callers elsewhere, under the name that it is exported by. */
export interface Callable {
  /** Calls that take the function: `onCall(async (request) => …)`. */
  readonly takes: readonly string[];
  /** Calls that answer a function which calls it, with its name as an argument: `httpsCallable(functions, 'whoAmI')`. */
  readonly makes: readonly string[];
  /** The member that holds what it answered. */
  readonly within: string;
}

/** https://firebase.google.com/docs/functions/callable */
export const CALLABLES: readonly Callable[] = [{ takes: ['onCall'], makes: ['httpsCallable'], within: 'data' }];
