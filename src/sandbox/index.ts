/** The door of `clever-audit/sandbox`: a Clever to test against. */
export type { Retired } from './answers.js';
export type { EndpointEnd, SandboxRequest } from './requests.js';
export { startClever, type Clever, type CleverOptions } from './server.js';
