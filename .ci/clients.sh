#!/usr/bin/env bash
# Software that others wrote against a live gateway: every package below has a lock of its own, which the root's `npm ci` never installs.
# `.ci/clients.sh` runs all of them, `.ci/clients.sh test/federation` one.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
export PATH="$root/node_modules/.bin:$PATH"

[ "$#" -gt 0 ] || set -- test/clients test/federation examples/*
for package in "$@"; do
  [ -f "$root/$package/package-lock.json" ] || continue
  echo "== $package"
  cd "$root/$package"
  # Installing is the slow half: what stands already, from this very lock, stays.
  if ! cmp -s package-lock.json node_modules/.installed-lock; then
    npm ci --no-audit --no-fund </dev/null
    cp package-lock.json node_modules/.installed-lock
  fi
  npm test </dev/null
done
