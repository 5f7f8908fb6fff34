import { changesOf, keyOfChange } from './changes.js';
import type { Finding, FindingCall, Severity } from '../model/finding.js';
import { groupBy } from '../model/group-by.js';

/** What has to be done about one call, or about one piece of text that several calls use. */
export interface Block {
  /** The finding that the block begins with: of the call itself, where there is one. */
  readonly head: Finding;
  /** Of the answer and what mocks it, in the order of the report. */
  readonly others: readonly Finding[];
  /** The calls of all of its findings, each once, those of the head first. */
  readonly calls: readonly FindingCall[];
}

/** From light to heavy. */
const WEIGHTS: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/**
 * Groups findings by what has to be done: each call with the reads, the roles and the stored ids of its answer, and with
 * the mocks that move in the same change.
 *
 * @param findings in the order of every report
 * @returns the blocks, the most important first
 */
export function toBlocks(findings: readonly Finding[]): readonly Block[] {
  const heads = findings.filter(isHead);
  const owners = ownersOf(heads);
  const groups = new Map<Finding, Finding[]>(heads.map((head) => [head, []]));
  const strays = new Map<string, Finding>();
  for (const finding of findings) {
    if (groups.has(finding)) continue;
    const owner = ownerOf(finding, owners) ?? strays.get(strayKey(finding));
    if (owner) groups.get(owner)?.push(finding);
    else {
      strays.set(strayKey(finding), finding);
      groups.set(finding, []);
    }
  }
  const blocks = [...groups].map(([head, others]) => ({ head, others, calls: distinctCalls([head, ...others]) }));
  return blocks.toSorted((left, right) => weightOf(right) - weightOf(left));
}

/** All findings of a block. */
export function findingsOf({ head, others }: Block): readonly Finding[] {
  return [head, ...others];
}

/** A key under which the same call falls together, whatever is said of it. */
export function callKey({ span: { file, start, end }, url }: FindingCall): string {
  return `${file}:${start}:${end}:${url}`;
}

/** A mock moves with the call that it answers; all else that asks for something stands for itself. */
function isHead({ topic, calls }: Finding): boolean {
  return topic === 'call' && !calls.every(({ origin }) => origin === 'mock');
}

interface Owners {
  readonly byCall: ReadonlyMap<string, readonly Finding[]>;
  readonly byChange: ReadonlyMap<string, Finding>;
}

function ownersOf(heads: readonly Finding[]): Owners {
  const callers = heads.flatMap((head) => head.calls.map((call) => ({ key: callKey(call), head })));
  const carriers = heads.flatMap((head) => changesOf(head).map((change) => [keyOfChange(change), head] as const));
  return {
    byCall: new Map([...groupBy(callers, ({ key }) => key)].map(([key, own]) => [key, own.map(({ head }) => head)])),
    byChange: new Map(carriers.toReversed()),
  };
}

function ownerOf(finding: Finding, { byCall, byChange }: Owners): Finding | undefined {
  const ofCall = finding.calls.flatMap((call) => byCall.get(callKey(call)) ?? []);
  const ofChange = changesOf(finding).flatMap((each) => byChange.get(keyOfChange(each)) ?? []);
  // One request can be made through several texts, each of which has a change of its own.
  const both = ofCall.find((head) => ofChange.includes(head));
  return both ?? ofCall[0] ?? (finding.topic === 'call' ? ofChange[0] : undefined);
}

/** Findings of a call that is right itself go together, and so do those that no call has, by rule and file. */
function strayKey({ calls: [call], rule, span }: Finding): string {
  return call ? callKey(call) : `${rule}|${span.file}`;
}

function distinctCalls(findings: readonly Finding[]): readonly FindingCall[] {
  const calls = findings.flatMap((finding) => finding.calls);
  return [...new Map(calls.toReversed().map((call) => [callKey(call), call])).values()].toReversed();
}

/** What weighs most: an error, then what is certain, then a sign-in that no longer works, then any call. */
function weightOf(block: Block): number {
  const heaviest = Math.max(...findingsOf(block).map(({ severity }) => WEIGHTS[severity]));
  const isCertain = block.head.confidence === 'certain';
  const isSignIn = block.calls.some((call) => call.isRetired && call.isSignIn);
  const isRetired = block.calls.some((call) => call.isRetired);
  return heaviest * 8 + Number(isCertain) * 4 + Number(isSignIn) * 2 + Number(isRetired);
}
