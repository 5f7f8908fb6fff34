/** The file in which the user tells about a project; it is read even if git ignores it. */
export const CONFIGURATION_NAMES: readonly string[] = ['clever-audit.config.json', 'clever-audit.config.jsonc'];
