/**
 * Orders versions as people count them: `5.0.0` before `10.0.0`, `2026-02` before `2026-11`. Numbers by value, anything else by
 * letters, a number before a word, and a version before one that goes on where it ends.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [toParts(a), toParts(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const [one, other] = [left[at], right[at]];
    if (one === other) continue;
    if (one === undefined || other === undefined) return one === undefined ? -1 : 1;
    if (typeof one === 'number' && typeof other === 'number') return one - other;
    if (typeof one === typeof other) return one < other ? -1 : 1;
    return typeof one === 'number' ? -1 : 1;
  }
  return 0;
}

function toParts(version: string): (number | string)[] {
  const parts = version.split(/[.-]/u);
  return parts.map((part) => (/^\d{1,15}$/u.test(part) ? Number(part) : part));
}
