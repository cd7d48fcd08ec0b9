#!/bin/sh
# Builds ui/static/viewer.js from viewer/. Needs Node 20 or newer; only whoever changes viewer/ has to run it.
set -eu
cd "$(dirname "$0")/../viewer"
npm ci --no-fund --no-audit
npm run --silent build
gzip -9 -c ../ui/static/viewer.js | wc -c | awk '{ printf "ui/static/viewer.js: %.0f KB gzip\n", $1 / 1000 }'
