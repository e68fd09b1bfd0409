import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { allows, isRole, type Role, ROLES } from '#lib/domain/role.ts';
import type * as RouteModule from '#lib/server/http/route.ts';
import { PAGES, ROUTES, type Rule, UNTRACKED } from './access-table.ts';

/** What each route file was made of, while its handlers are put aside: here it counts who gets as far as them. */
interface Made {
  access: RouteModule.Access | Partial<Record<string, RouteModule.Access>>;
  methods: string[];
  options: { anyHost?: boolean; anyBody?: boolean; anyOrigin?: boolean };
}

const made = vi.hoisted(() => ({ last: null as unknown }));
const asking = vi.hoisted(() => ({ role: null as string | null, via: 'password' }));

vi.mock('#lib/server/http/route.ts', async (original) => {
  const real = await original<typeof RouteModule>();
  const aside: typeof real.route = (access, handlers, options) => {
    const methods = Object.keys(handlers);
    made.last = { access, methods, options: options ?? {} } satisfies Made;
    const reached = async () => new Response('reached');
    return real.route(access, Object.fromEntries(methods.map((method) => [method, reached])), options);
  };
  return { ...real, route: aside };
});
vi.mock('#lib/server/auth/identify.ts', () => ({
  identify: async () =>
    asking.role === null ? null : { name: asking.role, role: asking.role, via: asking.via, session: null },
}));

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const app = import.meta.dirname;
const files = readdirSync(app, { recursive: true, encoding: 'utf8' });
const named = (name: string) =>
  files.filter((path) => path.endsWith(`/${name}`) || path === name).map((path) => path.replaceAll('\\', '/'));
const addressOf = (path: string) => `/${path.replace(/\/?(?:route\.ts|page\.tsx)$/, '')}`;
const textOf = (path: string) => readFileSync(join(app, path), 'utf8');

type Handlers = Record<(typeof METHODS)[number], (request: Request, context: object) => Promise<Response>>;
interface Loaded extends Made {
  address: string;
  handlers: Handlers;
}
const routes: Loaded[] = [];

beforeAll(async () => {
  vi.stubEnv('RUNLENS_ARCHIVE', 'off');
  for (const path of named('route.ts')) {
    made.last = null;
    const handlers = (await import(/* @vite-ignore */ `./${path}`)) as Handlers;
    if (made.last === null) throw new Error(`${path} is not made by route(): nobody is asked who they are there.`);
    routes.push({ ...(made.last as Made), address: addressOf(path), handlers });
  }
});
afterAll(() => vi.unstubAllEnvs());

const ownPage = { origin: 'http://localhost:3000', 'x-runlens': '1', 'content-type': 'application/json' };

async function statusOf(
  { address, handlers }: Loaded,
  method: (typeof METHODS)[number],
  headers: Record<string, string> = ownPage,
): Promise<{ status: number; code: string | null }> {
  const all = { host: 'localhost:3000', ...headers };
  const request = new Request(`http://localhost:3000${address}`, { method, headers: all });
  const answer = await handlers[method](request, { params: Promise.resolve({}) });
  const body = answer.ok ? null : await answer.json();
  return { status: answer.status, code: body?.error.code ?? null };
}

function ruleOf(address: string, method: string): Rule | undefined {
  return (ROUTES[address] as Partial<Record<string, Rule>> | undefined)?.[method];
}

it('the table names every route and method that there is, and no other', () => {
  const found = routes.flatMap(({ address, methods }) => methods.map((method) => `${method} ${address}`));
  const listed = Object.entries(ROUTES).flatMap(([address, rules]) =>
    Object.keys(rules).map((method) => `${method} ${address}`),
  );
  expect(found.toSorted()).toEqual(listed.toSorted());
});

it('every route file exports all methods, so that none is answered by the framework', () => {
  for (const { address, handlers } of routes) {
    expect([address, METHODS.filter((method) => typeof handlers[method] !== 'function')]).toEqual([address, []]);
  }
});

describe.each(ROLES)('a %s', (role) => {
  it('reaches what the table says and nothing else', async () => {
    asking.role = role;
    for (const each of routes) {
      for (const method of METHODS) {
        const rule = ruleOf(each.address, method);
        const wanted =
          rule === undefined ? 405 : rule === 'public' || rule === 'token' || allows(role, rule) ? 200 : 403;
        const { status, code } = await statusOf(each, method);
        expect([role, method, each.address, status]).toEqual([role, method, each.address, wanted]);
        if (status === 403) expect(code).toBe('forbidden');
      }
    }
  });
});

it('nobody known reaches what is public, and is told to sign in elsewhere', async () => {
  asking.role = null;
  for (const each of routes) {
    for (const method of each.methods as (typeof METHODS)[number][]) {
      const rule = ruleOf(each.address, method);
      const { status } = await statusOf(each, method);
      expect([method, each.address, status]).toEqual([
        method,
        each.address,
        rule === 'public' || rule === 'token' ? 200 : 401,
      ]);
    }
  }
});

const FOREIGN: Record<string, Record<string, string>> = {
  'another origin': { ...ownPage, origin: 'http://evil.example' },
  'the same host on another port': { ...ownPage, origin: 'http://localhost:3001' },
  'no origin': { 'x-runlens': '1', 'content-type': 'application/json' },
  'an opaque origin': { ...ownPage, origin: 'null' },
  'another site': { ...ownPage, 'sec-fetch-site': 'cross-site' },
  'a sibling site': { ...ownPage, 'sec-fetch-site': 'same-site' },
  'no header of ours': { origin: ownPage.origin, 'content-type': 'application/json' },
  'a form': { ...ownPage, 'content-type': 'application/x-www-form-urlencoded' },
  'a form with files': { ...ownPage, 'content-type': 'multipart/form-data; boundary=x' },
  'plain text': { ...ownPage, 'content-type': 'text/plain' },
  'no type': { origin: ownPage.origin, 'x-runlens': '1' },
};

describe('writes', () => {
  const writes = () =>
    routes.flatMap((each) =>
      (each.methods as (typeof METHODS)[number][])
        .filter((method) => method !== 'GET')
        .map((method) => ({ each, method })),
    );

  it.each(Object.entries(FOREIGN))('with %s are refused everywhere', async (what, headers) => {
    asking.role = 'admin';
    asking.via = 'password';
    for (const { each, method } of writes()) {
      const rule = ruleOf(each.address, method);
      // The pass-through is for clients that are no browsers: there it is the token that counts.
      const free = rule === 'token' || (each.options.anyBody === true && /form|text|type/.test(what));
      const { status, code } = await statusOf(each, method, headers);
      expect([what, method, each.address, status, code]).toEqual([
        what,
        method,
        each.address,
        ...(free ? [200, null] : [403, 'csrf']),
      ]);
    }
  });

  it('of a script with an access token need no headers of a page', async () => {
    asking.role = 'admin';
    asking.via = 'token';
    for (const { each, method } of writes()) {
      if (!isRole(ruleOf(each.address, method))) continue;
      expect([method, each.address, (await statusOf(each, method, {})).status]).toEqual([method, each.address, 200]);
    }
    asking.via = 'password';
  });

  it('leave a trace, or the table says why not', () => {
    const silent = named('route.ts').filter((path) => {
      const rules = Object.keys(ROUTES[addressOf(path)] ?? {});
      return rules.some((method) => method !== 'GET') && !/\b(?:audited|note)\(/.test(textOf(path));
    });
    expect(silent.map(addressOf).toSorted()).toEqual(Object.keys(UNTRACKED).toSorted());
  });
});

it('every page asks who opens it in its first line, as the table says', () => {
  const found = named('page.tsx').map((path) => {
    const text = textOf(path);
    const [, first = ''] = /export default async function \w+\([^)]*\)[^{]*\{\n\s*(.+)/.exec(text) ?? [];
    const [, role] = /requirePage\('(\w+)'\)/.exec(first) ?? [];
    const isPublic = /^\/\*\* Public: /m.test(text);
    return [addressOf(path), isPublic ? 'public' : isRole(role) ? role : 'nobody is asked'] as const;
  });
  expect(Object.fromEntries(found)).toEqual(PAGES);
});

it('layouts below the first ask too, because they are drawn with their pages', () => {
  for (const path of named('layout.tsx').filter((one) => one !== 'layout.tsx')) {
    expect([relative(app, path), /requirePage\('viewer'\)/.test(textOf(path))]).toEqual([relative(app, path), true]);
  }
});

it.each<[Role, string[]]>([
  ['viewer', ['/import', '/settings/audit', '/settings/shares', '/settings/users']],
  ['sharer', ['/settings/audit', '/settings/users']],
  ['operator', ['/settings/audit', '/settings/users']],
  ['admin', []],
])('pages that a %s cannot open', (role, closed) => {
  const shut = Object.entries(PAGES).filter(([, rule]) => rule !== 'public' && !allows(role, rule as Role));
  expect(shut.map(([address]) => address).toSorted()).toEqual(closed);
});
