import type {
  Dns,
  DomainRegistration,
  Rdap,
} from '../../plugins/docusaurus-plugin-gait/src/automation/reaches/contract.ts';

/** DNS and the registries of domains as a test says they are. */
export interface FakeInternet {
  /** Records by `TYPE name`, such as `MX example.com`. */
  records: Record<string, string[]>;
  registrations: Record<string, DomainRegistration>;
  /** What a run is handed in the place of the world. */
  fakes: { dns: Dns; rdap: Rdap };
}

/** An internet with nothing in it; a test fills it. */
export function createFakeInternet(): FakeInternet {
  const internet: FakeInternet = {
    records: {},
    registrations: {},
    fakes: {
      dns: { lookUp: (name, type) => Promise.resolve([...(internet.records[`${type} ${name}`] ?? [])].sort()) },
      rdap: { readDomain: (name) => Promise.resolve(internet.registrations[name] ?? null) },
    },
  };
  return internet;
}
