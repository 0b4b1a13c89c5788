import type { DocusaurusConfig } from '@docusaurus/types';
import { SAFE_FRONT_MATTER } from '../read/docusaurus-front-matter.ts';

/**
 * Refuses a site on which Markdown of a contributor could run as code, or whose addresses would not be those of Gait.
 * Docusaurus' own front matter parser evaluates `---js`, and its format `mdx` evaluates expressions.
 * @throws {Error} that says what to set.
 */
export function checkSiteConfig(siteConfig: DocusaurusConfig): void {
  const problems: string[] = [];
  const { markdown, trailingSlash, future } = siteConfig;
  if (!(SAFE_FRONT_MATTER in markdown.parseFrontMatter))
    problems.push('markdown.parseFrontMatter must be the safe parser of Gait');
  if (markdown.format !== 'md') problems.push(`markdown.format must be 'md', not '${markdown.format}'`);
  if (trailingSlash !== true) problems.push('trailingSlash must be true');
  if (future.experimental_router === 'hash') problems.push("future.experimental_router must not be 'hash'");
  if (problems.length === 0) return;
  throw new Error(
    `Unexpected configuration of the site:\n${problems.map((one) => `- ${one}`).join('\n')}\n` +
      "Compose the configuration with createGaitSite() of 'docusaurus-plugin-gait/site', which sets all of it.",
  );
}
