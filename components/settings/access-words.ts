import type { SignInMode } from '#lib/domain/access.ts';
import type { Role } from '#lib/domain/role.ts';

/** What each role may do, as people read it. */
export const ROLE_WORDS: Record<Role, string> = {
  viewer: 'reads and exports runs',
  sharer: 'also makes share links and imports',
  operator: 'also changes runs at sources',
  admin: 'also deletes, and sees users and the audit trail',
};

export const MODE_WORDS: Record<SignInMode, string> = {
  none: 'Nobody signs in',
  password: 'Password',
  oidc: 'OpenID Connect',
  header: 'Proxy in front',
};

/** A browser's own description in two words, as far as it is one of the usual: `Firefox, Linux`. */
export function agentWords(agent: string | null): string | null {
  if (agent === null || agent === '') return null;
  const browser = /Edg\//.test(agent)
    ? 'Edge'
    : /Firefox\//.test(agent)
      ? 'Firefox'
      : /Chrome\//.test(agent)
        ? 'Chrome'
        : /Safari\//.test(agent)
          ? 'Safari'
          : null;
  const system = /Windows|Android|iPhone|iPad|Mac OS X|Linux/.exec(agent)?.[0].replace('Mac OS X', 'macOS');
  if (browser === null) return agent.slice(0, 40);
  return system ? `${browser}, ${system}` : browser;
}
