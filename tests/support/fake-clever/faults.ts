import type { ServerResponse } from 'node:http';

/** What a server, or what stands before it, may answer with a status of success. */
const ANSWERS = {
  html: (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<html>Maintenance</html>');
  },
  long: (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<html>${'Maintenance'.repeat(20_000)}</html>`);
  },
  empty: (response: ServerResponse) => {
    response.writeHead(204);
    response.end();
  },
  nothing: (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('null');
  },
  'no-data': (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"error":"odd"}');
  },
  cut: (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 500 });
    response.write('{"type":', () => response.destroy());
  },
} as const;

const BROKEN = 'il-broken-';

/** `me`: instead of the answer of the first request; `record`: of the last, on v1 as well. */
const PLACES = ['me', 'record'] as const;

/** Tokens with which answers are broken: `il-broken-me-html`. */
export function faultTokens(...faults: readonly (keyof typeof ANSWERS)[]): readonly string[] {
  return PLACES.flatMap((place) => faults.map((fault) => `${BROKEN}${place}-${fault}`));
}

/**
 * Answers a request in the way that its token asks for.
 *
 * @returns false where the answer is to be an ordinary one
 */
export function answerBroken(url: string, authorization: string, response: ServerResponse): boolean {
  const [, place, fault] = /il-broken-(me|record)-(.*)/.exec(authorization) ?? [];
  const answer = Object.entries(ANSWERS).find(([name]) => name === fault)?.[1];
  const isFirstOfTwo = url.startsWith('/v3.0/me');
  if (!answer || (place === 'record' && isFirstOfTwo)) return false;
  answer(response);
  return true;
}

/** Whether a token belongs to somebody, although answers to it are broken. */
export function isFaultToken(token: string): boolean {
  return token.startsWith(BROKEN);
}
