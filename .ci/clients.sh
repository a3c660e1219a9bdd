#!/usr/bin/env bash
# Software that others wrote against a live gateway: every package below has a lock of its own, which the root's `npm ci` never installs.
# `.ci/clients.sh` runs all of them, `.ci/clients.sh test/federation` one. Ends with the sum of their tests; fails if any of them failed.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
export PATH="$root/node_modules/.bin:$PATH"

[ "$#" -gt 0 ] || set -- test/clients test/federation examples/*
packages=()
for package in "$@"; do
  if [ -f "$package/package-lock.json" ]; then packages+=("$package"); fi
done

for package in "${packages[@]}"; do
  cd "$root/$package"
  # Installing is the slow half: what stands already, from this very lock, stays.
  if ! cmp -s package-lock.json node_modules/.installed-lock; then
    echo "== $package: npm ci"
    npm ci --prefer-offline --no-audit --no-fund --loglevel=error </dev/null
    cp package-lock.json node_modules/.installed-lock
  fi
done

output=$(mktemp -d)
trap 'rm -r "$output"' EXIT
summary=()
status=0
for package in "${packages[@]}"; do
  cd "$root/$package"
  echo "== $package: npm test"
  started=$SECONDS
  outcome=passed
  npm test </dev/null 2>&1 | tee "$output/one" || outcome=FAILED
  if [ "$outcome" = FAILED ]; then status=1; fi
  summary+=("$package $outcome in $((SECONDS - started)) s: $("$root/.ci/count-tests" <"$output/one")")
  cat "$output/one" >>"$output/all"
done

printf '\n'
printf '%s\n' "${summary[@]}"
"$root/.ci/count-tests" <"$output/all"
exit "$status"
