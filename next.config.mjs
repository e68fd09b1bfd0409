import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Headers of every answer; the content security policy is per page (proxy.ts) or per route (lib/server/http/route.ts). */
const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
];

/** Nobody is told of a share link by whom it was opened, and no robot keeps what it shows. */
const SHARED_HEADERS = [
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'X-Robots-Tag', value: 'noindex, nofollow' },
];

/** Functions have no server's folder beside them: they are given the threads that the build made for them (lib/scripts/build.ts). */
const THREADS = ['./.threads/**/*', './node_modules/better-sqlite3/{package.json,lib/**/*,prebuilds/linux*}'];

/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  // A lock file in a folder above must not be taken for the project's.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  // The server around it does (lib/scripts/start.ts), after it has looked at the pages.
  compress: false,
  reactStrictMode: true,
  agentRules: false,
  images: { unoptimized: true },
  // Nothing makes pictures smaller, so the library for that stays behind.
  outputFileTracingExcludes: { '**': ['node_modules/sharp/**/*', 'node_modules/@img/**/*'] },
  ...(existsSync(join(import.meta.dirname, '.threads')) ? { outputFileTracingIncludes: { '/**': THREADS } } : {}),
  headers: async () => [
    { source: '/:path*', headers: SECURITY_HEADERS },
    { source: '/s/:path*', headers: SHARED_HEADERS },
    { source: '/api/shared/:path*', headers: SHARED_HEADERS },
  ],
};

export default config;
