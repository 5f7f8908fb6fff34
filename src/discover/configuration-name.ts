/** The file in which the user tells about a project; it is read even if git ignores it. */
export const CONFIGURATION_NAMES: readonly string[] = ['clever-audit.config.json', 'clever-audit.config.jsonc'];

/** The key of a manifest that holds a configuration. */
export const CONFIGURATION_KEY = 'clever-audit';
