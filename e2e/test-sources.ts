/** The keys of one test run: one that looks like a key, one that does not. */
export interface Keys {
  bearer: string;
  plain: string;
}

const MOUNTS: [id: string, name: string][] = [
  ['host', 'Host behind a key'],
  ['slow', 'Slow host'],
  ['no-list', 'Host without a list'],
  ['no-steps', 'Host without steps'],
  ['faulty', 'Faulty host'],
  ['big', 'Host of long runs'],
  ['clocks', 'Host of odd clocks'],
  ['agents', 'Host that takes runs'],
  ['sdk', 'Host of an SDK client'],
  ['outputs', 'Host of long logs and pictures'],
  ['recorded', 'Recorded exchanges'],
];

/** Configuration of the app under test: a source for every host of the upstream, and the sample that is built in. */
export function sourceEnvironment(upstream: string, keys: Keys, recorded: boolean): Record<string, string> {
  const base = (mount: string) => `${upstream}/${mount}/v1`;
  const bearer = MOUNTS.filter(([id]) => recorded || id !== 'recorded').map(([id, name]) => ({
    id,
    name,
    dialect: 'assistants',
    baseUrl: base(id === 'host' ? 'sample' : id),
    auth: { type: 'bearer', env: 'E2E_BEARER_KEY' },
  }));
  const hostile = {
    id: 'hostile',
    name: 'Hostile host',
    dialect: 'assistants',
    baseUrl: base('hostile'),
    auth: { type: 'header', name: 'api-key', env: 'E2E_PLAIN_KEY' },
  };
  return {
    RUNLENS_SOURCES: JSON.stringify([...bearer, hostile]),
    RUNLENS_SAMPLE: '1',
    E2E_BEARER_KEY: keys.bearer,
    E2E_PLAIN_KEY: keys.plain,
  };
}
