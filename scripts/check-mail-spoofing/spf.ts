/** An SPF record (RFC 7208). */
export interface Spf {
  /** Mechanisms but `all`, and `redirect`, without a `+` before them; sorted. */
  senders: string[];
  /** What becomes of everybody else: `-` fail, `~` soft fail, `?` neutral, `+` pass; null when the record does not say. */
  others: string | null;
}

/** The most look-ups in DNS that a receiver makes for one record (RFC 7208 §4.6.4). */
export const MOST_LOOKUPS = 10;

/** The SPF records among the texts of a name. More than one is an error for receivers. */
export function getSpfTexts(texts: readonly string[]): string[] {
  return texts.filter((text) => /^v=spf1(?: |$)/iu.test(text));
}

/** Takes an SPF record apart. */
export function readSpf(text: string): Spf {
  const terms = text
    .toLowerCase()
    .split(/ +/u)
    .slice(1)
    .filter((term) => term !== '' && !term.startsWith('exp='));
  const all = terms.find((term) => /^[-~?+]?all$/u.test(term));
  const others = all === undefined ? null : all.length === 3 ? '+' : all.charAt(0);
  const senders = terms.filter((term) => term !== all).map((term) => term.replace(/^\+/u, ''));
  return { senders: [...new Set(senders)].sort(), others };
}

/** Terms that cost a look-up, and those that lead to another record. A name with a macro differs for each mail: it counts, and is not followed. */
const COSTLY = /^[-~?]?(?:include:|redirect=|exists:|ptr\b|a\b|mx\b)/u;
const LEADING = /^[-~?]?(?:include:|redirect=)(?<target>[^%]+)$/u;

/**
 * Counts the look-ups that a receiver makes, through every record that is included; no further than one too many. `lookUp` gives the texts of a
 * name.
 */
export async function countLookups(spf: Spf, lookUp: (name: string) => Promise<string[]>): Promise<number> {
  const records = [spf];
  let count = 0;
  for (const { senders } of records) {
    for (const sender of senders.filter((one) => COSTLY.test(one))) {
      count += 1;
      if (count > MOST_LOOKUPS) return count;
      const target = LEADING.exec(sender)?.groups?.target;
      const [text] = target === undefined ? [] : getSpfTexts(await lookUp(target));
      if (text !== undefined) records.push(readSpf(text));
    }
  }
  return count;
}
