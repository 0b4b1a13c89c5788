/** Renders the impact of a change as Markdown, from a `diff.json` that nobody vouches for. */
export function renderImpact(file: string): Promise<string>;
