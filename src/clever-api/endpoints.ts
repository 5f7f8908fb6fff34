import { v1Endpoints } from './endpoints/v1.js';
import { v2Endpoints } from './endpoints/v2.js';
import { v3Endpoints } from './endpoints/v3.js';
import type { Endpoint } from './types.js';

/** Every endpoint with a version, v1.1 to v3.1; a version, method and path occur once. */
export const endpoints: readonly Endpoint[] = [...v1Endpoints, ...v2Endpoints, ...v3Endpoints];
