import { SECTION_KEYS, SECTION_TITLES, type SectionKey } from '../../model/body.ts';
import type { Maturity } from '../../model/maturity.ts';
import type { Configuration } from '../../model/schema/configuration.ts';

/** The sections that an SOP needs at a level, in their order. */
export function getRequiredSections(maturity: Maturity | undefined): readonly SectionKey[] {
  if (maturity === 'walk' || maturity === 'run') return SECTION_KEYS.filter((key) => key !== 'references');
  return ['purpose', 'procedure'];
}

/** Title of a section in the language of the knowledge base. */
export function getSectionTitle(key: SectionKey, configuration: Configuration): string {
  return configuration.sections[key] ?? SECTION_TITLES[key];
}

/** Titles of all sections, in their order. */
export function getSectionTitles(configuration: Configuration): string[] {
  return SECTION_KEYS.map((key) => getSectionTitle(key, configuration));
}
