import 'server-only';

const store = globalThis as unknown as Record<symbol, unknown>;
/** Looked up many times for every request. */
const symbols = new Map<string, symbol>();

/**
 * A value of which the process has exactly one, made by the first caller. Pages and route handlers are bundled apart, so
 * a module-level variable exists several times; this one stands on `globalThis` under `Symbol.for('runlens.' + name)`.
 * When `make` throws, nothing is kept.
 */
export function processState<T>(name: string, make: () => T): T {
  const key = symbols.get(name) ?? Symbol.for(`runlens.${name}`);
  symbols.set(name, key);
  if (!Object.hasOwn(store, key)) store[key] = make();
  return store[key] as T;
}
