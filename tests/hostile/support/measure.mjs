// Loaded into the command before it starts: writes what the run has cost where the test looks for it.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const cost = { memory: maxRSS * 1024, seconds: (userCPUTime + systemCPUTime) / 1e6 };
  writeFileSync(process.env.CLEVER_AUDIT_COST, JSON.stringify(cost));
});
