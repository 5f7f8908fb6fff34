/**
 * What a machine that runs builds takes for a command in what a program prints. GitHub Actions reads `::` behind blanks at the
 * start of a line, and `##[` anywhere (https://docs.github.com/actions/reference/workflow-commands-for-github-actions); Azure
 * Pipelines reads `##vso[` and `##[` (https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands).
 */
const AT_LINE_START = /^([^\S\r\n]*):(?=:)/gm;
const ANYWHERE = /#(?=#(?:vso)?\[)/gi;

/**
 * Parts with a blank what would be a command: a name or a line of the audited code must not give one.
 *
 * @param text what is printed, of whole lines
 */
export function withoutCommands(text: string): string {
  return text.replace(AT_LINE_START, '$1: ').replace(ANYWHERE, '# ');
}

/** The same in JSON, whose lines begin with no colon, and which says the same as before. */
export function withoutCommandsInJson(json: string): string {
  return json.replace(ANYWHERE, '\\u0023');
}

/** The same in XML and HTML, outside of scripts. */
export function withoutCommandsInXml(xml: string): string {
  return xml.replace(ANYWHERE, '&#35;');
}
