/** The three maturity levels, lowest first (DESIGN: crawl = still evolving, walk = can be followed, run = automated). */
export const MATURITIES = ['crawl', 'walk', 'run'] as const;

/** A maturity level: claimed in front matter, earned by evidence, effective = the lower of both. */
export type Maturity = (typeof MATURITIES)[number];

/** Earned maturity has one more rung: `ready` is run but for the automation. */
export const EARNED_MATURITIES = ['crawl', 'walk', 'ready', 'run'] as const;

/** What the evidence supports; `ready` marks what to automate next. */
export type EarnedMaturity = (typeof EARNED_MATURITIES)[number];

/** Rank of a level, 0 to 2. */
export function getMaturityRank(maturity: Maturity): number {
  return MATURITIES.indexOf(maturity);
}

/** The level that an earned one allows a claim to have: `ready` still allows only walk. */
export function toMaturity(earned: EarnedMaturity): Maturity {
  return earned === 'ready' ? 'walk' : earned;
}

/** The lower of two levels. */
export function getLowerMaturity(a: Maturity, b: Maturity): Maturity {
  return getMaturityRank(a) <= getMaturityRank(b) ? a : b;
}
