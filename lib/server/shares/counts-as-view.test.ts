import { expect, it } from 'vitest';
import { countsAsView, METHOD_HEADER } from './counts-as-view.ts';

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1';

it.each([
  [true, { 'user-agent': PHONE }],
  [true, {}],
  [true, { 'user-agent': 'curl/8.1' }],
  [true, { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537.36', [METHOD_HEADER]: 'GET' }],
  [false, { 'user-agent': PHONE, [METHOD_HEADER]: 'HEAD' }],
  [false, { 'user-agent': PHONE, 'sec-purpose': 'prefetch;prerender' }],
  [false, { 'user-agent': PHONE, purpose: 'prefetch' }],
  [false, { 'user-agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' }],
  [false, { 'user-agent': 'facebookexternalhit/1.1' }],
  [false, { 'user-agent': 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)' }],
  [false, { 'user-agent': 'WhatsApp/2.23.20.0' }],
  [false, { 'user-agent': 'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5' }],
  [false, { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }],
])('%s: %j', (counts, headers) => {
  expect(countsAsView(new Headers(headers as Record<string, string>))).toBe(counts);
});
