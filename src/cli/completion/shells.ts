/** An option that can be completed. */
interface CompletableOption {
  /** `--format` */
  readonly name: string;
  readonly description: string;
  readonly takesValue: boolean;
  /** The values it takes; empty where they are not known. */
  readonly choices: readonly string[];
}

/** A command that can be completed: the audit, or a subcommand. */
export interface CompletableCommand {
  /** The word that asks for it; empty for the audit. */
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletableOption[];
  /** The values of its first argument; empty where that is a path. */
  readonly values: readonly string[];
}

/** What can be completed. */
export interface Completable {
  readonly audit: CompletableCommand;
  readonly subcommands: readonly CompletableCommand[];
}

/** The completion for bash: files and folders complete where nothing else does. */
export function bash({ audit, subcommands }: Completable): string {
  const names = subcommands.map(({ name }) => name).join(' ');
  return `_clever_audit() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} options values=''
  COMPREPLY=()
  case \${COMP_WORDS[1]} in
${subcommands.map((each) => `    ${each.name})\n${bashCase(each)} ;;`).join('\n')}
    *)
${bashCase(audit)}
      [[ $COMP_CWORD != 1 ]] || values='${names}' ;;
  esac
  if [[ $word == -* ]]; then values=$options; fi
  COMPREPLY=($(compgen -W "$values" -- "$word"))
}
complete -o default -F _clever_audit clever-audit
`;
}

/** Sets the options of a command, and its values; an option that takes one of a few values offers these alone. */
function bashCase({ options, values }: CompletableCommand): string {
  const choices = options.filter((option) => option.choices.length > 0);
  const chosen = choices.map(
    (option) =>
      `        ${option.name}) COMPREPLY=($(compgen -W '${option.choices.join(' ')}' -- "$word")); return ;;\n`,
  );
  return [
    ...(chosen.length > 0 ? [`      case $before in\n${chosen.join('')}      esac`] : []),
    `      options='${options.map(({ name }) => name).join(' ')}'`,
    ...(values.length > 0 ? [`      [[ $COMP_CWORD != 2 ]] || values='${values.join(' ')}'`] : []),
  ].join('\n');
}

/** The completion for zsh. */
export function zsh({ audit, subcommands }: Completable): string {
  const described = subcommands.map(({ name, description }) => quote(`${name}:${description}`)).join(' ');
  return `#compdef clever-audit
_clever_audit_first() {
  local -a names=(${described})
  _describe 'command' names
  _files
}
_clever_audit() {
  if ((CURRENT > 2)); then
    case \${words[2]} in
${subcommands.map((each) => `      ${each.name}) shift words; ((CURRENT--)); ${zshArguments(each)}; return ;;`).join('\n')}
    esac
  fi
  ${zshArguments(audit, `'1:command or path:_clever_audit_first' `)}
}
compdef _clever_audit clever-audit
`;
}

function zshArguments({ options, values }: CompletableCommand, first = ''): string {
  const specs = options.map(({ name, description, takesValue, choices }) => {
    const action = choices.length > 0 ? `(${choices.join(' ')})` : '_files';
    const value = takesValue ? `:value:${action}` : '';
    return quote(`*${name}[${description.replaceAll(/[[\]\\:]/g, String.raw`\$&`)}]${value}`);
  });
  const rest = values.length > 0 ? `'1:value:(${values.join(' ')})'` : `${first}'*:path:_files'`;
  return `_arguments ${[...specs, rest].join(' \\\n    ')}`;
}

/** The completion for fish. */
export function fish({ audit, subcommands }: Completable): string {
  const isAudit = `'not __fish_seen_subcommand_from ${subcommands.map(({ name }) => name).join(' ')}'`;
  const lines = [
    ...subcommands.map(({ name, description }) => `-n __fish_is_first_token -a ${name} -d ${quote(description)}`),
    ...audit.options.map((option) => `-n ${isAudit} ${fishOption(option)}`),
    ...subcommands.flatMap(({ name, options, values }) => {
      const isSeen = `-n '__fish_seen_subcommand_from ${name}'`;
      return [
        ...options.map((option) => `${isSeen} ${fishOption(option)}`),
        ...(values.length > 0 ? [`${isSeen} -f -a ${quote(values.join(' '))}`] : []),
      ];
    }),
  ];
  return `${lines.map((line) => `complete -c clever-audit ${line}`).join('\n')}\n`;
}

function fishOption({ name, description, takesValue, choices }: CompletableOption): string {
  const value = choices.length > 0 ? ` -x -a ${quote(choices.join(' '))}` : takesValue ? ' -r' : '';
  return `-l ${name.slice(2)} -d ${quote(description)}${value}`;
}

/** A word as shells take it; fish alone knows the backslash within quotes, and neither is in a description. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
