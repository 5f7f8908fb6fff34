import { isPermittingText } from '../libraries/url-watchers.js';
import { isOfStandIns } from '../model/test-files.js';
import { isWholeAddress, type Address } from './address-names.js';

/** Where something is written in a text. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** How much of a value is read before an address in it, in characters; a list of all that a page may ask for takes less. */
const LONGEST_VALUE = 10_000;

const DATA = /\.(?:json|jsonc|json5|har|ya?ml|toml|conf|config|xml|plist)$|(?:^|\/)_headers$/i;
const PAGE = /\.html?$/i;
const RECORDING = /\.har$/i;
/** Descriptions of an API and collections of requests, which nothing is answered from. */
const DESCRIPTION = /schema\.getpostman\.com|["']?(?:openapi|swagger)["']?\s*:/;

/** Whether a file holds data that tell requests by their addresses. */
export function isData(file: string): boolean {
  return DATA.test(file);
}

/**
 * Where data name an address to tell requests by it: lists of what a page or an extension may ask for, and recorded
 * answers that tests get in the place of a server.
 */
export function addressesInData(file: string, text: string, address: Address): readonly Place[] {
  const isOfExtension = /(?:^|\/)manifest\.json$/.test(file) && text.includes('"manifest_version"');
  const isRecording = !PAGE.test(file) && isRecorded(file, text);
  const isTables = !PAGE.test(file) && isOfStandIns(file);
  return placesOf(text, address.host)
    .flatMap((at): readonly Place[] => {
      const word = wordAt(text, at);
      if (!isWholeAddress(text.slice(word.start, word.end), address, isOfExtension)) return [];
      const isKey = isTables && /^["']?\s*:/.test(text.slice(word.end));
      return isOfExtension || isRecording || isKey || isPermittingText(valueBefore(text, word.start)) ? [word] : [];
    })
    .concat(isRecording ? pathsOf(text, address.path) : []);
}

/** Whether data hold requests with their answers. */
function isRecorded(file: string, text: string): boolean {
  if (DESCRIPTION.test(text)) return false;
  return RECORDING.test(file) || (/\b(?:request|scope)\b/.test(text) && /\bresponse\b/.test(text));
}

function placesOf(text: string, word: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) places.push(at);
  return places;
}

/** The text without blanks and quotation marks around a place. */
function wordAt(text: string, at: number): Place {
  let start = at;
  while (start > 0 && !/[\s"'`;,<>]/.test(text[start - 1] ?? '')) start -= 1;
  let end = at;
  while (end < text.length && !/[\s"'`;,<>]/.test(text[end] ?? '')) end += 1;
  return { start, end };
}

/** What stands before a place in the same value, or in the same line. */
function valueBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - LONGEST_VALUE), at);
  return before.slice(Math.max(before.lastIndexOf('"'), before.lastIndexOf('\n')) + 1);
}

/** `"path": "/v1.1/schools"` */
function pathsOf(text: string, path: string): readonly Place[] {
  return placesOf(text, path)
    .filter((at) => /\b(?:path|url|urlPath|pathname|uri)["']?\s*:\s*["']?$/.test(text.slice(Math.max(0, at - 40), at)))
    .filter((at) => /^["'\s?]|^$/.test(text.slice(at + path.length, at + path.length + 1)))
    .map((start) => ({ start, end: start + path.length }));
}
