import type { AuditOptions, AuditResult } from '../run/audit-result.js';
import type { Variables } from '../discover/git.js';
import type { ChangedPart } from '../discover/differences.js';
import type { FixOptions, FixResult } from '../run/fix.js';
import type { Rule } from '../rule/rule.js';
import type { Trace, TracePlace } from '../run/trace.js';

/** What the command needs from the rest of the program; tests hand in their own. */
export interface Engine {
  loadRules(): Promise<readonly Rule[]>;
  audit(options: AuditOptions): Promise<AuditResult>;
  fix(options: FixOptions): Promise<FixResult>;
  readStaged(cwd: string, variables: Variables): Promise<ChangedPart>;
  readChanged(cwd: string, base: string | null, variables: Variables): Promise<ChangedPart>;
  trace(options: Omit<AuditOptions, 'paths'>, place: TracePlace): Promise<Trace>;
}

/** The real thing. Each part is loaded when it is first asked for, because most runs need only some of them. */
export const engine: Engine = {
  async loadRules() {
    const { rules } = await import('../../rules/index.js');
    return rules;
  },
  async audit(options) {
    const { openAudit, cleanResult, isClean } = await import('../run/open-audit.js');
    const open = openAudit(options);
    if (isClean(open)) return cleanResult(open);
    const { finishInSteps } = await import('../run/audit.js');
    const { inTurns } = await import('../run/in-turns.js');
    return inTurns(finishInSteps(open));
  },
  async fix(options) {
    const { fix } = await import('../run/fix.js');
    return fix(options);
  },
  async readStaged(cwd, variables) {
    const { readStaged } = await import('../discover/staged.js');
    return readStaged(cwd, variables);
  },
  async readChanged(cwd, base, variables) {
    const { readChanged } = await import('../discover/changed.js');
    return readChanged(cwd, base, variables);
  },
  async trace(options, place) {
    const { trace } = await import('../run/trace.js');
    return trace(options, place);
  },
};
