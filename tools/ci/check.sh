#!/usr/bin/env bash
# What CI says of a change, on any host: annotations or code quality, SARIF, summary, and the impact of the change. Everything comes in
# by the environment: GAIT (folder of the software), GAIT_ROOT (knowledge base), GAIT_OUTPUT (folder for reports), GAIT_BASE (revision to
# compare with; none when empty). Ends as `gait validate` does, after all reports are written; as `gait diff` does when only that cannot
# compare.
set -euo pipefail
GAIT=$(cd "${GAIT:-.}" && pwd)
gait() { node "$GAIT/plugins/docusaurus-plugin-gait/bin/gait.js" "$@"; }
root=${GAIT_ROOT:-.}
output=${GAIT_OUTPUT:-gait-report}
since=()
if [ -n "${GAIT_BASE:-}" ]; then since=(--since "$GAIT_BASE"); fi
mkdir -p "$output"

# Reports for machines end as the validator does; what counts is said once, below. Wrong use, such as a base that is not there, gives none.
report() {
  gait validate --root "$root" "${since[@]}" --format "$1" > "$2" || [ $? -le 2 ]
  if [ ! -s "$2" ]; then rm "$2"; fi
}
if [ "${GITLAB_CI:-}" = true ]; then
  report gitlab "$output/gl-code-quality-report.json"
  report junit "$output/junit.xml"
else
  report sarif "$output/gait.sarif"
fi

broken=0
if [ -n "${GAIT_BASE:-}" ]; then
  # 1 says that the change breaks something, which the validator reports as well; more, that the two cannot be compared.
  gait diff "$GAIT_BASE" --root "$root" --format json > "$output/diff.json" || broken=$?
  if [ "$broken" -le 1 ]; then
    broken=0
    # Too much for a comment is no reason to hold a change back.
    node "$GAIT/tools/ci/impact.mjs" "$output/diff.json" > "$output/impact.md" || rm -f "$output/impact.md"
  else
    rm -f "$output/diff.json"
  fi
fi

status=0
if [ "${GITHUB_ACTIONS:-}" = true ]; then
  gait validate --root "$root" "${since[@]}" --format github || status=$?
else
  gait validate --root "$root" "${since[@]}" || status=$?
fi
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  report json "$output/validate.json"
  if [ -f "$output/validate.json" ]; then
    node "$GAIT/tools/ci/summary.mjs" "$output/validate.json" >> "$GITHUB_STEP_SUMMARY"
  fi
  if [ -f "$output/impact.md" ]; then cat "$output/impact.md" >> "$GITHUB_STEP_SUMMARY"; fi
fi
if [ "$status" -eq 0 ]; then status=$broken; fi
exit "$status"
