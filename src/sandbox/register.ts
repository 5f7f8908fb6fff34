// Preload: `node --import clever-audit/sandbox/register app.js` sends what is meant for Clever to the sandbox that
// CLEVER_SANDBOX_URL names, or to the one on the usual port.
import { sandboxOrigin } from './origin.js';
import { redirectClever } from './redirect.js';

redirectClever(sandboxOrigin(process.env['CLEVER_SANDBOX_URL']));
