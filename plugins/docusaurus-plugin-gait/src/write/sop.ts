import { stringify } from 'yaml';
import type { Cadence } from '../model/schema/cadence.ts';

/** What a new SOP is made of. Dates are ISO civil dates. */
export interface NewSop {
  id: string;
  title: string;
  description: string;
  area: string;
  owner: string;
  cadence: Cadence;
  /** The event that starts it, for the cadence `on-event`. */
  trigger?: string;
  lastReviewedOn: string;
  reviewIn: string;
  /** Titles of the two sections that every SOP has. */
  titles: { purpose: string; procedure: string };
}

/** The text of a new SOP at crawl: front matter in its order, text quoted where YAML asks for it, and a body to fill in. */
export function toSopText(sop: NewSop): string {
  const frontMatter = {
    id: sop.id,
    title: sop.title,
    description: sop.description,
    area: sop.area,
    maturity: 'crawl',
    owner: sop.owner,
    last_reviewed_on: sop.lastReviewedOn,
    review_in: sop.reviewIn,
    cadence: sop.cadence,
    ...(sop.trigger !== undefined && { trigger: sop.trigger }),
  };
  return `---
${stringify(frontMatter, { singleQuote: true, lineWidth: 0, version: '1.2' })}---

## ${sop.titles.purpose}

Say here what is true once this has been carried out.

## ${sop.titles.procedure}

1. Say what to do first, as one action. {#first-step}

   Indent by three spaces what belongs to the step: text, commands in a fence, and what they print in a fence of language \`output\`.

2. Say what to do next. {#next-step}
`;
}
