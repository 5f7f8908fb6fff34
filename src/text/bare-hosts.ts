import { holdsSettings } from '../discover/file-kind.js';
import type { FoundUrl } from './find-urls.js';
import { isMention } from './mentions.js';

/**
 * Clever's hosts that are written without a scheme, alone in their quotes or as the value of a setting: of them a program
 * makes addresses itself, as `HTTPSConnection("api.clever.com")` and a host beside a base path do.
 *
 * @param text the text of the file without its comments
 * @param hosts the hosts that are Clever's
 */
export function bareHosts(file: string, text: string, hosts: readonly string[]): readonly FoundUrl[] {
  return [...text.matchAll(patternFor(hosts, holdsSettings(file)))].flatMap(({ 0: host, index }) => {
    const span = { file, start: index, end: index + host.length };
    if (isMention(text, span.start, span.end)) return [];
    const piece = {
      text: `https://${host}`,
      hole: false,
      span,
      verbatim: false,
      origin: holdsSettings(file) ? ('settings' as const) : ('program' as const),
      opens: null,
      missing: '',
    };
    return [{ span, pieces: [piece] }];
  });
}

function patternFor(hosts: readonly string[], isSettings: boolean): RegExp {
  const names = hosts.map((host) => host.replace(/[^\w-]/g, String.raw`\$&`)).join('|');
  const quoted = String.raw`(?<=["'\x60])(?:${names})(?=["'\x60])`;
  const plain = String.raw`(?<=[:=][^\S\n]{0,99})(?:${names})(?=[^\S\n]{0,99}(?:\r?\n|$))`;
  return new RegExp(isSettings ? `${quoted}|${plain}` : quoted, 'gi');
}
