#!/usr/bin/env bash
# The step of action.yml: runs the project's own clever-audit, else the one that the input names. A line of an input is a
# word of the command; nothing in it is read by the shell.
set -euo pipefail

words() { while IFS= read -r line || [ -n "$line" ]; do [ -z "$line" ] || printf '%s\0' "$line"; done <<<"$1"; }

options=() paths=()
while IFS= read -r -d '' word; do options+=("$word"); done < <(words "${INPUT_ARGS:-}")
while IFS= read -r -d '' word; do paths+=("$word"); done < <(words "${INPUT_PATHS:-.}")
[ -z "${INPUT_SARIF_FILE:-}" ] || options+=(--output "sarif:$INPUT_SARIF_FILE")

command=./node_modules/.bin/clever-audit
if [ ! -x "$command" ]; then
  if [ -z "${INPUT_VERSION:-}" ]; then
    echo "::error::clever-audit is not installed; run npm ci before this step, or set the input 'version'"
    exit 2
  fi
  tools=$(mktemp -d)
  npm install --no-save --no-audit --no-fund --prefix "$tools" "$INPUT_VERSION"
  command=$tools/node_modules/.bin/clever-audit
fi
"$command" --format github "${options[@]}" -- "${paths[@]}"
