import 'server-only';

const store = globalThis as unknown as Record<symbol, unknown>;

/**
 * A value of which the process has exactly one, made by the first caller. Pages and route handlers are bundled apart, so
 * a module-level variable exists several times; this one stands on `globalThis` under `Symbol.for('runlens.' + name)`.
 * When `make` throws, nothing is kept.
 */
export function processState<T>(name: string, make: () => T): T {
  const key = Symbol.for(`runlens.${name}`);
  if (!Object.hasOwn(store, key)) store[key] = make();
  return store[key] as T;
}
