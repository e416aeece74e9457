# Sourced by scripts/prove: what a long form of a proof came to, as a row.

# commit: what lies here, and whether it is that. What git does not know yet is compiled, too.
commit() {
  local name
  name=$(git -C "$root" rev-parse --short=12 HEAD)
  [ -z "$(git -C "$root" status --porcelain)" ] || name+=-changed
  printf '%s\n' "$name"
}

# recorded PROOF COUNT SEED COMMAND ARGUMENT…: runs it and prints its row for the table of docs/proofs.md. Its last lines `count: …`
# and `seeds: …` say what was really done; where it says `nothing run: …` there is no row.
recorded() {
  local proof=$1 count=$2 seed=$3 began=$SECONDS commit log status came
  shift 3
  commit=$(commit)
  log=$(mktemp)
  # Not behind || or if: there a failure inside would not end it.
  set +e
  (set -e; "$@") | tee "$log"
  status=${PIPESTATUS[0]}
  set -e
  if ! grep -q '^nothing run: ' "$log"; then
    came=$([ "$status" = 0 ] && echo passed || echo '**failed**')
    printf '| %s | %s | %s | %s | %s | %s after %d s%s |\n' "$proof" "$(date -u +%F)" "$commit" "$(said seeds "$log" "$seed")" \
      "$(said count "$log" "$count")" "$came" $((SECONDS - began)) "$(sed -n 's/^proof: /; /p' "$log" | tr -d '\n|')"
  fi
  rm -f "$log"
  return "$status"
}

# said WORD LOG ELSE: behind the last line that begins with it
said() {
  local line
  line=$(sed -n "s/^$1: //p" "$2" | tail -1)
  printf '%s\n' "${line:-$3}"
}
