import { type ESTree, parseSync, Visitor } from 'rolldown/utils';

/** A file of the project: its path from the top folder, with forward slashes, and its text. */
export interface SourceText {
  path: string;
  source: string;
}

/** What the rules ask about a file. Lines count from 1. */
export interface SourceFacts extends SourceText {
  lines: number;
  /** Of every `import`, `import type`, `export … from`, `import()` and `typeof import()` whose specifier is a plain string. */
  imports: string[];
  /** Specifier of the first statement when it is an import. */
  firstImport: string | null;
  /** Lines of `process.env` and of imports that would give the same; constants of the build do not count. */
  environmentReads: number[];
  /** Lines of calls of `useEffect` and its siblings that no comment ends right above. */
  unexplainedEffects: number[];
  /** Components and how many properties they take apart. */
  components: { name: string; props: number }[];
}

/** The framework puts their values into the code when it builds. */
const BUILD_CONSTANTS = new Set<unknown>(['NODE_ENV', 'NEXT_RUNTIME']);
const EFFECTS = new Set(['useEffect', 'useLayoutEffect', 'useInsertionEffect']);

/** Reads the facts off one file. Throws with the path when it does not parse. */
export function sourceFacts({ path, source }: SourceText): SourceFacts {
  const parsed = parseSync(path, source, { lang: path.endsWith('.tsx') ? 'tsx' : 'ts', sourceType: 'module' });
  if (parsed.errors.length > 0) throw new Error(`${path}: ${parsed.errors[0]?.message}`);
  const lineOf = lineFinder(source);
  const commented = new Set(parsed.comments.map((comment) => lineOf(comment.end)));
  const facts: SourceFacts = {
    path,
    source,
    lines: source.replace(/\n$/, '').split('\n').length,
    imports: [],
    firstImport: null,
    environmentReads: [],
    unexplainedEffects: [],
    components: [],
  };
  const constants = new Set<number>();
  const imported = (node: ESTree.Node | null | undefined) => {
    if (node?.type !== 'Literal' || typeof node.value !== 'string') return;
    facts.imports.push(node.value);
    if (/^(?:node:)?process$/.test(node.value)) facts.environmentReads.push(lineOf(node.start));
  };
  const component = (name: string | undefined, parameters: readonly ESTree.ParamPattern[]) => {
    const [first] = parameters;
    if (name && /^[A-Z]/.test(name) && first?.type === 'ObjectPattern') {
      facts.components.push({ name, props: first.properties.length });
    }
  };
  new Visitor({
    ImportDeclaration: (node) => imported(node.source),
    ExportNamedDeclaration: (node) => imported(node.source),
    ExportAllDeclaration: (node) => imported(node.source),
    ImportExpression: (node) => imported(node.source),
    TSImportType: (node) => imported(node.source),
    MemberExpression: (node) => {
      const { object } = node;
      if (isEnvironment(object) && BUILD_CONSTANTS.has(propertyName(node))) constants.add(object.start);
      if (isEnvironment(node) && !constants.has(node.start)) facts.environmentReads.push(lineOf(node.start));
    },
    CallExpression: (node) => {
      const { callee } = node;
      const name =
        callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property : callee;
      if (name.type !== 'Identifier' || !EFFECTS.has(name.name)) return;
      const line = lineOf(node.start);
      if (!commented.has(line - 1)) facts.unexplainedEffects.push(line);
    },
    FunctionDeclaration: (node) => component(node.id?.name, node.params),
    VariableDeclarator: (node) => {
      if (node.id.type === 'Identifier' && node.init?.type === 'ArrowFunctionExpression') {
        component(node.id.name, node.init.params);
      }
    },
  }).visit(parsed.program);
  const [first] = parsed.program.body;
  if (first?.type === 'ImportDeclaration') facts.firstImport = first.source.value;
  return facts;
}

function propertyName({ property }: ESTree.MemberExpression): unknown {
  return property.type === 'Identifier' ? property.name : property.type === 'Literal' && property.value;
}

function isEnvironment(node: ESTree.Node): boolean {
  if (node.type !== 'MemberExpression' || propertyName(node) !== 'env') return false;
  return node.object.type === 'Identifier' && node.object.name === 'process';
}

function lineFinder(source: string): (offset: number) => number {
  const starts = [0];
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    const next = starts.findIndex((start) => start > offset);
    return next === -1 ? starts.length : next;
  };
}
