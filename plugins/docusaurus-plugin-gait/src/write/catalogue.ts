import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Catalogue, Control } from '../model/schema/catalogue.ts';
import type { Crosswalk } from '../model/schema/crosswalk.ts';

/** Text that YAML reads back as the same text without quotes, whoever reads it: words, no sign that starts anything. */
const PLAIN = /^\p{L}[\p{L}\p{N}.;()/&%+-]*(?: [\p{L}\p{N}.;()/&%+-]+)*$/u;
/** The same outside of `[…]` and `{…}`, where a comma separates nothing. */
const PLAIN_LINE = /^\p{L}[\p{L}\p{N}.,;()/&%+-]*(?: [\p{L}\p{N}.,;()/&%+-]+)*$/u;
/** Words that some reader of YAML takes for something other than text. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/iu;
const DATE = /^\d{4}-\d{2}-\d{2}$/u;

/**
 * A catalogue as YAML in the house's form: ids and other texts that are no plain words in single quotes, keys in the order of
 * the format, one line for each check. What the format fills in by itself is left out, but for `status` and an empty list of checks.
 */
export function toCatalogueYaml(catalogue: Catalogue): string {
  const { schema, framework, version, title, licence, sources, controls } = catalogue;
  return toYaml(
    toMap({
      schema: new Scalar(schema),
      framework: toText(framework),
      version: toQuoted(version),
      title: toText(title),
      licence: toText(licence),
      sources: toList(
        sources.map((one) => toFlow(toMap({ url: toQuoted(one.url), read_on: toText(one.read_on, true) }))),
      ),
      controls: toList(controls.map(toControl)),
    }),
  );
}

/** A crosswalk as YAML in the house's form: one line for each row. */
export function toCrosswalkYaml({ schema, from, to, map }: Crosswalk): string {
  const rows = map.map((row) =>
    toFlow(
      toMap({
        from: toFlow(toList(row.from.map(toQuoted))),
        to: toFlow(toList(row.to.map(toQuoted))),
        relation: toText(row.relation),
      }),
    ),
  );
  return toYaml(toMap({ schema: new Scalar(schema), from: new Scalar(from), to: new Scalar(to), map: toList(rows) }));
}

function toControl(control: Control): YAMLMap {
  const { id, title, path, levels, severity, assessment, area, status, statement, checks, decides } = control;
  return toMap({
    id: toQuoted(id),
    title: toText(title),
    path: path.length > 0 ? toFlow(toList(path.map((one) => toText(one, true)))) : undefined,
    levels: levels.length > 0 ? toFlow(toList(levels.map(toQuoted))) : undefined,
    severity: severity && toText(severity),
    assessment: toText(assessment),
    area: area === undefined ? undefined : toText(area),
    status: toText(status),
    statement: statement === undefined ? undefined : toProse(statement),
    checks: toList(checks.map((one) => toFlow(toMap({ id: toQuoted(one.id), verified: new Scalar(one.verified) })))),
    decides: decides === 'all' ? undefined : toText(decides),
  });
}

function toYaml(contents: YAMLMap): string {
  const document = new Document(contents);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, singleQuote: true });
}

function toMap(entries: Record<string, Scalar | YAMLMap | YAMLSeq | undefined>): YAMLMap {
  const map = new YAMLMap();
  for (const [key, value] of Object.entries(entries)) {
    if (value !== undefined) map.items.push(new Pair(new Scalar(key), value));
  }
  return map;
}

function toList(items: (Scalar | YAMLMap)[]): YAMLSeq {
  const list = new YAMLSeq();
  list.items = items;
  return list;
}

function toFlow<T extends YAMLMap | YAMLSeq>(collection: T): T {
  collection.flow = true;
  return collection;
}

function toText(text: string, isInFlow = false): Scalar {
  const isPlain = (isInFlow ? PLAIN : PLAIN_LINE).test(text) && !RESERVED.test(text);
  return isPlain || DATE.test(text) ? new Scalar(text) : toQuoted(text);
}

/** Text in single quotes. What cannot stand in them (a line feed, a control character) the encoder puts in double ones. */
function toQuoted(text: string): Scalar {
  return Object.assign(new Scalar(text), { type: Scalar.QUOTE_SINGLE });
}

function toProse(text: string): Scalar {
  return text.includes('\n') ? Object.assign(new Scalar(text), { type: Scalar.BLOCK_LITERAL }) : toText(text);
}
