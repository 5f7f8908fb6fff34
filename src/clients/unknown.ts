import { ANSWERS_ERRORS, CLIENT_DEFAULTS, type Client } from './client.js';
import { BODY, holder, promise, type Handler, type Shape } from './shape.js';

/** What clients call the body of a response: `data` (axios), `body` (superagent), `payload` (wreck), `result` (typed-rest-client) … */
const BODIES = ['data', 'body', 'payload', 'result', 'value', 'content', 'json', 'text', 'response', 'responseText'];

/** What they call the methods that give it: `json` (fetch), `getBody` (unirest), `getContentText` (Apps Script) … */
const READERS = ['json', 'text', 'body', 'getBody', 'getContentText'];

/** Methods of a request that take a function which is handed what it answers. */
const HANDING = ['done', 'end', 'success', 'subscribe'];

/** How many parameters of a function count: `(error, response, body) => …` */
const PARAMETERS = 4;

const RESPONSE = holder(
  Object.fromEntries(BODIES.map((name) => [name, BODY])),
  Object.fromEntries(READERS.map((name) => [name, promise(BODY, BODY)])),
);

/** `const [error, response] = await send(…)`, `const [{ data }] = useRequest(…)` */
const PAIR = holder({ 0: RESPONSE, 1: RESPONSE });

/** `const { data } = useRequest(…)`, where `data` is a ref of Vue, or a signal of Angular. */
const REFERENCE = holder({ data: holder({ value: BODY }) });

/** What a client that nobody knows may hold the body in, each a guess of its own. */
const GUESSES: readonly Shape[] = [BODY, RESPONSE, PAIR, REFERENCE];

/** A client that no table has. */
export const UNKNOWN_CLIENT: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'unknown',
  errors: ANSWERS_ERRORS,
  decodes: true,
  name: 'unknown',
  modules: [],
  requests: [],
  answer: null,
};

/** How an answer may come out of a call, and into the functions that it is given. */
export interface Guess {
  readonly answers: readonly Shape[];
  readonly parameters: readonly Shape[];
}

/** The ways in which a client that nobody knows may hand out an answer. */
export const GUESSED_ANSWERS: readonly Guess[] = GUESSES.map((guess) => ({
  // It may answer at once, or a promise, which may be a request that takes more options.
  answers: [guess, promise(guess, requestFor(guess))],
  parameters: Array<Shape>(PARAMETERS).fill(guess),
}));

function requestFor(guess: Shape): Shape {
  const { members, methods } = guess.kind === 'holder' ? guess : { members: {}, methods: {} };
  const handler: Handler = { parameters: [guess, guess], answers: 'itself' };
  const handlers = Object.fromEntries(HANDING.map((name) => [name, handler]));
  return { kind: 'holder', members, methods, fluent: true, handlers };
}
