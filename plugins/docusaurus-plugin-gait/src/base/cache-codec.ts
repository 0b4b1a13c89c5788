import type { SopBody } from '../model/body.ts';
import type { SopFile, YamlData } from '../model/document.ts';
import type { CheckedFile } from './contract.ts';

/** Parts of a body that join and graph rules always look at; the rest is decoded when somebody asks for it. */
const HOT = ['links', 'images', 'anchors'] as const;

type Parts = Record<string, unknown>;

/**
 * One line: hot JSON, TAB, cold JSON, TAB, extra JSON. Five thousand SOPs must be ready in a fraction of a second, and most
 * of what was parsed (places of keys, fences, variables) only serves file rules, whose results are cached as well.
 */
export function encodeChecked(checked: CheckedFile): string {
  const { file, diagnostics, extra } = checked;
  const extraText = extra === undefined ? '' : JSON.stringify(extra);
  if (file.kind !== 'sop') return `${JSON.stringify({ file, diagnostics })}\t\t${extraText}`;
  const { body, frontMatter, ...rest } = file;
  const { places, raw, ...matter } = frontMatter;
  const hotBody: Parts | undefined = body && Object.fromEntries(HOT.map((name) => [name, body[name]]));
  const coldBody: Parts | undefined = body && Object.fromEntries(Object.entries(body).filter(([name]) => !isHot(name)));
  const hot = { file: { ...rest, frontMatter: matter, body: hotBody }, diagnostics };
  return `${JSON.stringify(hot)}\t${JSON.stringify({ places, raw, body: coldBody })}\t${extraText}`;
}

/** The reverse; undefined for a line that was cut short. Cold parts are decoded on first use. */
export function decodeChecked(line: Buffer): CheckedFile | undefined {
  const afterHot = line.indexOf('\t');
  const afterCold = line.indexOf('\t', afterHot + 1);
  if (afterHot < 0 || afterCold < 0) return undefined;
  const cold = line.subarray(afterHot + 1, afterCold);
  const extra = line.subarray(afterCold + 1);
  try {
    const checked = JSON.parse(line.toString('utf8', 0, afterHot)) as CheckedFile;
    if (cold.length > 0) addCold(checked.file as SopFile, cold);
    if (extra.length > 0) addLazy(checked, ['extra'], () => ({ extra: JSON.parse(extra.toString()) as unknown }));
    return checked;
  } catch {
    return undefined;
  }
}

function isHot(name: string): boolean {
  return (HOT as readonly string[]).includes(name);
}

const COLD_BODY: Exclude<keyof SopBody, (typeof HOT)[number]>[] = [
  'sections',
  'headings',
  'steps',
  'strayBlocks',
  'fences',
  'variables',
  'assigned',
  'directives',
  'html',
  'verification',
  'rollback',
];

function addCold(file: SopFile, text: Buffer): void {
  let cold: { places: YamlData<unknown>['places']; raw: unknown; body?: Parts } | undefined;
  const decode = () => (cold ??= JSON.parse(text.toString()) as NonNullable<typeof cold>);
  addLazy(file.frontMatter, ['places', 'raw'], decode);
  if (file.body) addLazy(file.body, COLD_BODY, () => decode().body ?? {});
}

function addLazy(target: object, names: readonly string[], decode: () => object): void {
  for (const name of names) {
    Object.defineProperty(target, name, {
      configurable: true,
      enumerable: true,
      get() {
        const value = (decode() as Parts)[name];
        Object.defineProperty(target, name, { value, enumerable: true, writable: true });
        return value;
      },
    });
  }
}
