import 'server-only';
import { fail } from '../../domain/failure.ts';
import type { SourceAuth } from '../source-auth.ts';
import { createAzureToken } from './azure-token.ts';
import { knowSecret } from './redact-secrets.ts';

/** How a source is told who asks. */
export interface Authorization {
  /** Headers that carry the key. Throws a failure where there is no key to send. */
  headers(signal: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /** The source answered 401: what can be fetched anew is thrown away. */
  rejected(): void;
}

/** The authorization of one source; its secrets become known to `redactSecrets`. `source` is its id, `name` for people. */
export function createAuthorization(auth: SourceAuth, source: string, name: string): Authorization {
  if (auth.type === 'none') return fixed({});
  if (auth.type === 'passthrough') return passthrough(name);
  knowSecret(auth.secret.reveal());
  if (auth.type === 'bearer') return fixed({ authorization: `Bearer ${auth.secret.reveal()}` });
  if (auth.type === 'header') return fixed({ [auth.name]: auth.secret.reveal() });
  const token = createAzureToken(auth, source, name);
  return {
    headers: async (signal) => ({ authorization: `Bearer ${await token.get(signal)}` }),
    rejected: () => token.forget(),
  };
}

function fixed(headers: Readonly<Record<string, string>>): Authorization {
  return { headers: async () => headers, rejected: () => undefined };
}

function passthrough(name: string): Authorization {
  return {
    headers: async () =>
      fail(
        'upstream_auth',
        `${name} has no key of its own here: its "auth" is passthrough, which hands on the key of each SDK client. To read it on pages, give it an "auth" with a key.`,
      ),
    rejected: () => undefined,
  };
}
