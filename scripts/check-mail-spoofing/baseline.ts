import type { Json } from 'docusaurus-plugin-gait/automation';
import { getList, getMap, getText, getTexts } from 'docusaurus-plugin-gait/automation';

/** Policies of DMARC, weakest first. */
export const POLICIES = ['none', 'quarantine', 'reject'] as const;

/** What receivers are told to do with mail that is not ours. */
export type Policy = (typeof POLICIES)[number];

/** Who may send mail in the name of a domain. */
export interface ExpectedMail {
  name: string;
  /** Mechanisms of its SPF record but `all`, sorted; none for a domain that sends no mail. */
  spf: string[];
  /** Selectors of its DKIM keys. */
  dkim: string[];
  /** The weakest policy of DMARC that will do. */
  dmarc: Policy;
}

/**
 * Takes the committed baseline apart.
 * @throws Error that names the place where it is not as expected.
 */
export function toBaseline(data: Json): ExpectedMail[] {
  return getList(getMap(data, 'the baseline').domains, '`domains`').map((domain, index) => {
    const at = `\`domains[${index}]\``;
    const { name, spf, dkim, dmarc } = getMap(domain, at);
    return {
      name: getText(name, `\`name\` in ${at}`),
      spf: getTexts(spf, `\`spf\` in ${at}`).map((one) => one.toLowerCase()),
      dkim: getTexts(dkim, `\`dkim\` in ${at}`),
      dmarc: getPolicy(dmarc, `\`dmarc\` in ${at}`),
    };
  });
}

function getPolicy(data: Json | undefined, at: string): Policy {
  const policy = POLICIES.find((one) => one === data);
  if (policy === undefined) throw new Error(`Unexpected ${at}, expected one of ${POLICIES.join(', ')}`);
  return policy;
}
