import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { globSync } from 'tinyglobby';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '../../plugins/docusaurus-plugin-gait/src');
const FILES = globSync('**/*.{ts,tsx}', { cwd: SRC, ignore: ['**/*.d.ts'] }).sort();

/** What each folder may import from; its own files always. `theme` is held more strictly below. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  model: [],
  read: ['model'],
  rules: ['model'],
  base: ['rules', 'read', 'model'],
  report: ['base', 'rules', 'read', 'model'],
  write: ['base', 'rules', 'read', 'model'],
  automation: ['base', 'rules', 'read', 'model'],
  cli: ['report', 'write', 'automation', 'base', 'rules', 'read', 'model', 'docusaurus'],
  docusaurus: ['report', 'write', 'automation', 'base', 'rules', 'read', 'model'],
  theme: ['report'],
};

/** Folders that know nothing of disk, clock, network, process or console. */
const PURE = ['model', 'rules', 'report', 'write'];
/** Modules of Node that compute and touch nothing; `node:module` loads code later than an import would. */
const PURE_MODULES = ['node:crypto', 'node:module'];

interface Import {
  specifier: string;
  isTypeOnly: boolean;
}

function readSource(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(join(SRC, file), 'utf8'), ts.ScriptTarget.Latest, true);
}

function getImports(source: ts.SourceFile): Import[] {
  const imports: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      const isTypeOnly = ts.isImportDeclaration(node) ? node.importClause?.isTypeOnly === true : node.isTypeOnly;
      imports.push({ specifier: node.moduleSpecifier.text, isTypeOnly });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      imports.push({
        specifier: argument && ts.isStringLiteral(argument) ? argument.text : '(computed)',
        isTypeOnly: false,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return imports;
}

function getFolder(file: string): string {
  return file.split('/')[0] ?? '';
}

describe('imports run one way', () => {
  it('knows every folder', () => {
    expect([...new Set(FILES.map(getFolder))].filter((folder) => !(folder in MAY_IMPORT))).toEqual([]);
  });

  it.each(FILES)('%s', (file) => {
    const folder = getFolder(file);
    const wrong = getImports(readSource(file))
      .filter(({ specifier }) => specifier.startsWith('.'))
      .map((one) => ({ ...one, target: getFolder(relative(SRC, join(SRC, dirname(file), one.specifier))) }))
      .filter(({ target, isTypeOnly }) => {
        if (target === folder) return false;
        if (folder === 'theme') return !(target === 'report' || isTypeOnly);
        return !MAY_IMPORT[folder]?.includes(target);
      })
      .map(({ specifier }) => specifier);
    expect(wrong).toEqual([]);
  });
});

it('no files import each other in a circle, not even for types', () => {
  const targets = new Map(
    FILES.map((file) => {
      const own = getImports(readSource(file)).filter(({ specifier }) => /^\..*\.tsx?$/u.test(specifier));
      return [file, own.map(({ specifier }) => join(dirname(file), specifier))];
    }),
  );
  // What imports nothing that is left is taken away until nothing changes: a circle stays.
  for (let before = -1; before !== targets.size;) {
    before = targets.size;
    for (const [file, own] of targets) if (!own.some((target) => targets.has(target))) targets.delete(file);
  }
  expect([...targets.keys()]).toEqual([]);
});

describe('the core is pure', () => {
  it.each(FILES.filter((file) => PURE.includes(getFolder(file))))('%s', (file) => {
    const source = readSource(file);
    const modules = getImports(source)
      .filter(
        ({ specifier, isTypeOnly }) => !isTypeOnly && (specifier.startsWith('node:') || specifier === '(computed)'),
      )
      .map(({ specifier }) => specifier)
      .filter((specifier) => !PURE_MODULES.includes(specifier));
    expect([...modules, ...getImpureUses(source)]).toEqual([]);
  });
});

/** Uses of the clock, chance, network, process or console as bare globals. */
function getImpureUses(source: ts.SourceFile): string[] {
  const uses: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isIdentifier(node) &&
      ['process', 'console', 'fetch', 'performance'].includes(node.text) &&
      isGlobalUse(node)
    )
      uses.push(node.text);
    if (ts.isPropertyAccessExpression(node) && ['Date.now', 'Math.random'].includes(node.getText()))
      uses.push(node.getText());
    if (ts.isPropertyAccessExpression(node) && node.expression.getText() === 'Temporal.Now') uses.push('Temporal.Now');
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
      uses.push('new Date()');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return uses;
}

function isGlobalUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  return !(
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isBindingElement(parent)
  );
}
