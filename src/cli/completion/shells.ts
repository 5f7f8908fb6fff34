/** What can be completed. */
export interface Completable {
  readonly rules: readonly string[];
  readonly subcommands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly {
    /** `--format` */
    readonly name: string;
    readonly description: string;
    readonly takesValue: boolean;
    /** The values it takes; empty where they are not known. */
    readonly choices: readonly string[];
  }[];
}

/** The completion for bash: files and folders complete where nothing else does. */
export function bash({ options, subcommands, rules }: Completable): string {
  const values = options
    .filter(({ choices }) => choices.length > 0)
    .map(({ name, choices }) => `    ${name}) COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$word")); return ;;`);
  return `_clever_audit() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  case $before in
${values.join('\n')}
    explain) COMPREPLY=($(compgen -W '${rules.join(' ')}' -- "$word")); return ;;
    completion) COMPREPLY=($(compgen -W 'bash zsh fish' -- "$word")); return ;;
  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W '${options.map(({ name }) => name).join(' ')}' -- "$word"))
  elif [[ $COMP_CWORD == 1 ]]; then
    COMPREPLY=($(compgen -W '${subcommands.map(({ name }) => name).join(' ')}' -- "$word"))
  fi
}
complete -o default -F _clever_audit clever-audit
`;
}

/** The completion for zsh. */
export function zsh({ options, subcommands, rules }: Completable): string {
  const described = subcommands.map(({ name, description }) => quote(`${name}:${description}`)).join(' ');
  const specs = options.map(({ name, description, takesValue, choices }) => {
    const action = choices.length > 0 ? `(${choices.join(' ')})` : '';
    const value = takesValue ? `:value:${action}` : '';
    return `    ${quote(`*${name}[${description.replaceAll(/[[\]\\:]/g, String.raw`\$&`)}]${value}`)}`;
  });
  return `#compdef clever-audit
_clever_audit_first() {
  local -a names=(${described})
  _describe 'command' names
  _files
}
_clever_audit() {
  case \${words[2]} in
    explain) _values 'rule' ${rules.join(' ')}; return ;;
    completion) _values 'shell' bash zsh fish; return ;;
  esac
  _arguments \\
${specs.join(' \\\n')} \\
    '1:command or path:_clever_audit_first' \\
    '*:path:_files'
}
compdef _clever_audit clever-audit
`;
}

/** The completion for fish. */
export function fish({ options, subcommands, rules }: Completable): string {
  const first = '__fish_is_first_token';
  const lines = [
    ...subcommands.map(({ name, description }) => `-n ${first} -a ${name} -d ${quote(description)}`),
    ...options.map(({ name, description, takesValue, choices }) => {
      const value = choices.length > 0 ? ` -x -a ${quote(choices.join(' '))}` : takesValue ? ' -r' : '';
      return `-l ${name.slice(2)} -d ${quote(description)}${value}`;
    }),
    `-n '__fish_seen_subcommand_from explain' -f -a ${quote(rules.join(' '))}`,
    `-n '__fish_seen_subcommand_from completion' -f -a 'bash zsh fish'`,
  ];
  return `${lines.map((line) => `complete -c clever-audit ${line}`).join('\n')}\n`;
}

/** A word as shells take it; fish alone knows the backslash within quotes, and neither is in a description. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
