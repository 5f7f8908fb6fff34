/** An object of unknown members, as parsers give it. */
export type Members = Readonly<Record<string, unknown>>;

/** Whether a value has members, as manifests and lock files hold them: neither a list nor a text nor a number. */
export function isRecord(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of an object; none for any other value. */
export function membersOf(value: unknown): Members {
  return isRecord(value) ? value : {};
}

/** The members whose value is a text: names and ranges. */
export function textsOf(value: unknown): ReadonlyMap<string, string> {
  const entries = Object.entries(membersOf(value));
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** A text; null for any other value. */
export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
