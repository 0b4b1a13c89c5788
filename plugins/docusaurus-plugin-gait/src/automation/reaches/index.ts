import { PermissionError } from '../errors.ts';
import type { Reach, Reaches } from './contract.ts';
import { createDns } from './dns.ts';
import { createFiles } from './files.ts';
import { createRdap } from './rdap.ts';
import { createTools } from './tools.ts';

/** What the world beside AWS is made of. A test hands fakes in; they are named in the record. */
export interface ReachOptions {
  root: string;
  /** What the manifest declares. */
  allowed: readonly Reach[];
  knowledgeBase: Reaches['knowledgeBase'];
  /** Values that a search for credentials passes over: the configuration says why each is none. */
  allowedSecrets: readonly string[];
  signal: AbortSignal;
  fakes?: Partial<Reaches>;
  /** Told of each use: which reach, and for what. */
  onReach: (reach: Reach, what: string) => void;
}

/** Reach of each member of {@link Reaches} but tools, which have one for each tool. */
const REACH_OF = { dns: 'dns', rdap: 'rdap', files: 'files', knowledgeBase: 'knowledge-base' } as const;

/** Builds what an automation may reach besides AWS. A use that the manifest does not declare is refused: it rejects with PermissionError. */
export function createReaches(options: ReachOptions): Reaches {
  const { allowed, allowedSecrets, fakes = {}, root, signal, onReach } = options;
  const check = (reach: Reach, what: string): void => {
    if (!allowed.includes(reach)) {
      throw new PermissionError(
        `Unexpected use of \`${reach}\` for \`${what}\`, expected it among the manifest's \`reaches\`; nothing was done`,
      );
    }
    onReach(reach, what);
  };
  const dns = fakes.dns ?? createDns();
  const rdap = fakes.rdap ?? createRdap({ signal });
  const files = fakes.files ?? createFiles(root);
  const tools = fakes.tools ?? createTools({ root, signal, allowedSecrets });
  const base = fakes.knowledgeBase ?? options.knowledgeBase;
  const readBase = <Key extends keyof Reaches['knowledgeBase']>(key: Key): Reaches['knowledgeBase'][Key] => {
    check(REACH_OF.knowledgeBase, key);
    return base[key];
  };
  return {
    dns: {
      lookUp: async (name, type) => {
        check(REACH_OF.dns, `${type} ${name}`);
        return dns.lookUp(name, type);
      },
    },
    rdap: {
      readDomain: async (name) => {
        check(REACH_OF.rdap, name);
        return rdap.readDomain(name);
      },
    },
    files: {
      list: async (folder) => {
        check(REACH_OF.files, folder);
        return files.list(folder);
      },
      read: async (path) => {
        check(REACH_OF.files, path);
        return files.read(path);
      },
      readData: async (path) => {
        check(REACH_OF.files, path);
        return files.readData(path);
      },
    },
    knowledgeBase: {
      get exceptions() {
        return readBase('exceptions');
      },
      get owners() {
        return readBase('owners');
      },
      get sops() {
        return readBase('sops');
      },
    },
    tools: {
      run: async (name, paths, rules) => {
        check(`tool:${name}`, `${paths.length} files`);
        return tools.run(name, paths, rules);
      },
    },
  };
}
