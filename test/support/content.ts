/** A configuration with one area and one owner, for {@link sop} and {@link standard}. */
export const CONFIGURATION = `schema: 1
title: Small
areas: [{key: operations, title: Operations}]
known_checks: []
owners: {team: {name: Team, contact: 'https://chat.example.com/team'}}
`;

/** An SOP that validates, less what is asked for. */
export function sop(input: { id: string; title?: string; extra?: string; body?: string; command?: string }): string {
  const { id, title = `SOP ${id}`, extra = '', body = 'Bring a service back.', command = 'restart' } = input;
  return `---
id: ${id}
title: ${JSON.stringify(title)}
description: ${JSON.stringify(title)}
area: operations
maturity: crawl
owner: team
last_reviewed_on: 2026-10-01
review_in: 10 years
cadence: on-demand
${extra}---

## Purpose

${body}

## Procedure

1. Restart it.

   \`\`\`bash
   systemctl ${command} example.service
   \`\`\`
`;
}

/** A standards page that validates, less what is asked for. */
export function standard(input: { id: string; title?: string; body?: string }): string {
  const { id, title = `Standard ${id}`, body = 'Text.' } = input;
  return `---
id: ${id}
title: ${JSON.stringify(title)}
area: operations
owner: team
led_by: Lead
last_reviewed_on: 2026-10-01
review_in: 10 years
---

${body}
`;
}
