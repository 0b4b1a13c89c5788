import { isMap, isSeq, parseDocument, Scalar } from 'yaml';
import type { YAMLMap } from 'yaml';

/** What an automation was compared with: fingerprints by SOP id, and the digest of its code. */
export interface Compared {
  seen: ReadonlyMap<string, string>;
  code: string | undefined;
}

/** The text of a manifest that says what it was compared with. Everything else stays as it is written, comments too. */
export function toComparedManifest(text: string, { seen, code }: Compared): string {
  const document = parseDocument(text);
  const { contents } = document;
  if (!isMap(contents)) return text;
  const sops = contents.get('sops');
  for (const sop of isSeq(sops) ? sops.items : []) {
    if (!isMap(sop)) continue;
    const fingerprint = seen.get(String(sop.get('id')));
    if (fingerprint !== undefined) setAfter(sop, 'id', 'seen', fingerprint);
  }
  if (code !== undefined) setAfter(contents, 'sops', 'code', code);
  return document.toString({ lineWidth: 0, singleQuote: true, flowCollectionPadding: false });
}

/** Gives a key a value in single quotes; one that is not there yet comes after another. */
function setAfter(map: YAMLMap, before: string, key: string, text: string): void {
  const value = new Scalar(text);
  value.type = Scalar.QUOTE_SINGLE;
  if (map.has(key)) {
    map.set(key, value);
    return;
  }
  const at = map.items.findIndex((item) => String(item.key) === before);
  const pair = parseDocument('a: b').createPair(key, value);
  map.items.splice(at + 1, 0, pair as (typeof map.items)[number]);
}
