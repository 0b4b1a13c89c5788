/** Emphasis for a terminal, chosen by the caller: functions that add colour, or that give back what they get. */
export type Colours = Record<'bold' | 'dim' | 'red' | 'yellow' | 'blue' | 'cyan' | 'green', (text: string) => string>;

const asIs = (text: string): string => text;

/** No colour at all. */
export const PLAIN: Colours = {
  bold: asIs,
  dim: asIs,
  red: asIs,
  yellow: asIs,
  blue: asIs,
  cyan: asIs,
  green: asIs,
};
