import type { DnsType, Json } from 'docusaurus-plugin-gait/automation';
import { getList, getMap, getText, getTexts } from 'docusaurus-plugin-gait/automation';

/** A DNS record as it must be: values in the text of a zone file, sorted. */
export interface ExpectedRecord {
  name: string;
  type: DnsType;
  values: string[];
}

/** A domain as it must be registered. */
export interface ExpectedDomain {
  name: string;
  registrar: string;
  /** AWS account in which Route 53 registers it; undefined for another registrar. */
  account?: string;
  nameservers: string[];
  isSigned: boolean;
  records: ExpectedRecord[];
}

const TYPES: readonly string[] = ['A', 'AAAA', 'CAA', 'CNAME', 'MX', 'NS', 'SOA', 'TXT'];

/**
 * Takes the committed baseline apart.
 * @throws Error that names the place where it is not as expected.
 */
export function toBaseline(data: Json): ExpectedDomain[] {
  return getList(getMap(data, 'the baseline').domains, '`domains`').map((domain, index) => {
    const at = `\`domains[${index}]\``;
    const { name, registrar, account, nameservers, signed, records = [] } = getMap(domain, at);
    if (typeof signed !== 'boolean') throw new Error(`Unexpected \`signed\` in ${at}, expected true or false`);
    return {
      name: getText(name, `\`name\` in ${at}`),
      registrar: getText(registrar, `\`registrar\` in ${at}`),
      ...(account !== undefined && { account: getText(account, `\`account\` in ${at}`) }),
      nameservers: getTexts(nameservers, `\`nameservers\` in ${at}`),
      isSigned: signed,
      records: getList(records, `\`records\` in ${at}`).map((record) => toRecord(record, `a record in ${at}`)),
    };
  });
}

function toRecord(data: Json, at: string): ExpectedRecord {
  const { name, type, values } = getMap(data, at);
  if (typeof type !== 'string' || !TYPES.includes(type))
    throw new Error(`Unexpected \`type\` of ${at}, expected one of ${TYPES.join(', ')}`);
  return {
    name: getText(name, `\`name\` of ${at}`),
    type: type as DnsType,
    values: getTexts(values, `\`values\` of ${at}`),
  };
}
