#!/usr/bin/env node
import { exitCodes } from './exit-code.js';
import { run } from './run.js';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`clever-audit | head`) closes the pipe; that is no failure of ours.
  if (error.code === 'EPIPE') return;
  process.stderr.write(`clever-audit: the report could not be written: ${error.message}\n`);
  process.exit(exitCodes.couldNotRun);
});

// Not process.exit(): it would cut off what a slow pipe has not taken yet.
process.exitCode = await run(process.argv.slice(2), {
  cwd: process.cwd(),
  environment: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
});
