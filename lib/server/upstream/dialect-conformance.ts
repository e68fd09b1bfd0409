import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { messageSchema, threadSchema } from '../../contract/message-schema.ts';
import { runSchema } from '../../contract/run-schema.ts';
import { stepSchema } from '../../contract/step-schema.ts';
import { isJsonObject, type Json } from '../../domain/json.ts';
import { type ConformanceCheck, contractProblem } from './dialect-conformance-contract.ts';
import { lostValues } from './dialect-conformance-loss.ts';
import { mutated, seededRandom } from './dialect-conformance-mutation.ts';
import { type ReaderSubject, readerChecks } from './dialect-conformance-reader.ts';

/** Objects that a dialect maps one by one. */
export type FixtureKind = 'run' | 'step' | 'message' | 'thread';

/** One object as a source may send it, and what must hold of its domain value. */
export interface ConformanceFixture {
  name: string;
  kind: FixtureKind;
  wire: Json;
  /** Part of the domain value: objects by their named fields, lists by place and length. */
  holds: Json;
}

/** What a dialect hands over to be checked. */
export interface ConformanceSubject extends ReaderSubject {
  /** The dialect's mappings of single objects. */
  map: Partial<Record<FixtureKind, (wire: Json) => unknown>>;
  fixtures: readonly ConformanceFixture[];
  /** Wire values that the domain value need not hold: discriminators that its shape implies, hidden values. */
  ignore(path: string, value: string | number): boolean;
  /** Mutations of each fixture (300). */
  mutations?: number;
}

const SCHEMAS = { run: runSchema, step: stepSchema, message: messageSchema, thread: threadSchema };

/**
 * What every dialect must keep to, as a list of checks for a test runner: its mappings fit the contract, hold what the
 * fixtures say, lose no string and no number, change nothing they are given, and keep to that for thousands of damaged
 * fixtures, the same ones in every run; and its reader checks ids before a call, ends, and throws failures only.
 */
export function dialectChecks(subject: ConformanceSubject): ConformanceCheck[] {
  const perFixture = subject.fixtures.flatMap((fixture, index): ConformanceCheck[] => {
    const about = `${fixture.kind}: ${fixture.name}`;
    return [
      { name: `${about}: holds what the fixture says`, run: () => checkHolds(subject, fixture) },
      {
        name: `${about}: is mapped whole, pure and to contract`,
        run: () => checkMapping(subject, fixture, fixture.wire),
      },
      { name: `${about}: stays so when damaged`, run: () => checkDamaged(subject, fixture, index) },
    ];
  });
  return [...perFixture, ...readerChecks(subject)];
}

/** Throws when a wire value is not mapped as every value must be. For fixtures and for recorded objects. */
export function checkMapping(
  subject: Pick<ConformanceSubject, 'map' | 'ignore'>,
  { kind }: Pick<ConformanceFixture, 'kind'>,
  wire: Json,
): void {
  const map = mapping(subject, kind);
  const frozen = deepFreeze(structuredClone(wire));
  const value = map(frozen);
  const problem = contractProblem(SCHEMAS[kind], value);
  if (problem) throw new Error(`${problem} from ${show(wire)}`);
  if (!isDeepStrictEqual(value, map(structuredClone(wire)))) throw new Error(`Mapped twice, it differs: ${show(wire)}`);
  const lost = lostValues(wire, value, subject.ignore);
  if (lost.length > 0) throw new Error(`Lost ${lost.join('; ')} from ${show(wire)}`);
}

function checkHolds(subject: ConformanceSubject, fixture: ConformanceFixture): void {
  const problems = mismatches(
    fixture.holds,
    mapping(subject, fixture.kind)(deepFreeze(structuredClone(fixture.wire))) as Json,
    '',
  );
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

function checkDamaged(subject: ConformanceSubject, fixture: ConformanceFixture, index: number): void {
  const random = seededRandom(index + 1);
  for (let count = subject.mutations ?? 300; count > 0; count--) {
    checkMapping(subject, fixture, mutated(fixture.wire, random));
  }
}

function mapping(subject: Pick<ConformanceSubject, 'map'>, kind: FixtureKind): (wire: Json) => unknown {
  const map = subject.map[kind];
  if (!map) throw new Error(`The dialect has no mapping of a ${kind}, but a fixture of one`);
  return map;
}

function mismatches(expected: Json, actual: Json | undefined, path: string): string[] {
  if (isJsonObject(expected) && isJsonObject(actual)) {
    return Object.entries(expected).flatMap(([name, value]) => mismatches(value, actual[name], `${path}.${name}`));
  }
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    return expected.flatMap((value, i) => mismatches(value, actual[i], `${path}[${i}]`));
  }
  if (isDeepStrictEqual(expected, actual)) return [];
  return [`${path} is ${show(actual)} and should be ${show(expected)}`];
}

function deepFreeze(value: Json): Json {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? 'undefined').slice(0, 2000);
}
