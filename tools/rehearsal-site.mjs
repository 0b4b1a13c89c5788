// The smallest knowledge base that is a site, for `npm run rehearse`.

/** Files of the site, less its SOPs. */
export const SITE = {
  'package.json': '{"name": "rehearsal", "private": true, "type": "module"}\n',
  'docusaurus.config.js': `import { createGaitSite } from 'docusaurus-plugin-gait/site';
export default createGaitSite({ url: 'https://sops.example.org' });
`,
  'gait.config.yaml': `schema: 1
title: Rehearsal
areas: [{key: operations, title: Operations}]
owners: {team: {name: Team, contact: 'https://chat.example.com/team'}}
known_checks: []
`,
  '.gitignore': 'build/\n.docusaurus/\n.gait/\n',
};

/** An SOP that validates when its owner is `team`. */
export function toSop({ id, title, owner = 'team' }) {
  return `---
id: ${id}
title: ${title}
description: ${title} without losing a request.
area: operations
maturity: crawl
owner: ${owner}
last_reviewed_on: 2026-10-01
review_in: 10 years
cadence: on-demand
---

## Purpose

${title}.

## Procedure

1. Ask the service to stop.

   \`\`\`bash
   systemctl reload example.service
   \`\`\`
`;
}
