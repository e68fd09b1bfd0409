import 'server-only';
import { type Found, matchesOf } from './found.ts';

/** Keys and tokens that begin in a way of their own. Each form has a literal beginning and a bounded body. */
const FORMS = [
  'sk-[A-Za-z0-9_*.-]{6,300}',
  '(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{8,200}',
  '(?:whsec|shp(?:at|ca|pa|ss)|do[opr]_v1|gl(?:pat|oas|ptt|rt|dt|soat|sa|c)|npm|hf|gsk|r8|pplx|xai|tvly|lin_api|lsv2_[ps][tk]|sntry[su]|dckr_[po]at|nvapi|GOCSPX|NRAK|PMAK|figd|ntn|ph[cx]|sb_secret|sbp|tskey|CFPAT|sq0(?:atp|csp)|rlt|rls)[_-][A-Za-z0-9_-]{12,300}',
  'gh[oprsu]_[A-Za-z0-9]{20,255}',
  'github_pat_[A-Za-z0-9_]{20,255}',
  'xox[abeoprs]-[A-Za-z0-9-]{8,300}',
  'xapp-[A-Za-z0-9-]{8,300}',
  'pypi-[A-Za-z0-9_-]{16,300}',
  '(?:AKIA|ASIA|AGPA|AIDA|AROA)[0-9A-Z]{16}(?![0-9A-Z])',
  'AIza[0-9A-Za-z_-]{30,60}',
  'ya29\\.[0-9A-Za-z_-]{10,400}',
  'hv[bsr]\\.[A-Za-z0-9_-]{20,400}',
  'dp\\.(?:pt|st|ct|sa|scim|audit)\\.[A-Za-z0-9._-]{20,120}',
  'pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}',
  'dapi[0-9a-f]{32}(?:-[0-9])?(?![0-9a-f])',
  'ATATT3[A-Za-z0-9_=-]{20,300}',
  '1//0[A-Za-z0-9_-]{30,200}',
  'SG\\.[A-Za-z0-9_-]{10,60}\\.[A-Za-z0-9_-]{10,100}',
  'eyJ[A-Za-z0-9_-]{8,8000}\\.[A-Za-z0-9_-]{4,20000}(?:\\.[A-Za-z0-9_-]{0,4000})?',
  'AGE-SECRET-KEY-1[0-9A-Z]{20,80}',
  '[0-9]{8,10}:AA[A-Za-z0-9_-]{32,36}',
  'SK[0-9a-f]{32}(?![0-9a-f])',
  'hooks\\.slack\\.com/[a-z]{1,20}/[A-Za-z0-9/_-]{20,200}',
  'discord(?:app)?\\.com/api/webhooks/[0-9]{8,25}/[A-Za-z0-9_-]{20,120}',
];
const FORM = new RegExp(`(?<![A-Za-z0-9])(?:${FORMS.join('|')})`, 'g');

/** Words that stand before a secret in code, logs, headers and addresses; the short ones only by themselves. */
const SECRET_WORD =
  '(?:(?:password|passwd|passphrase|passcode|secret|token|api[-_ ]?key|access[-_ ]?key|account[-_ ]?key|private[-_ ]?key|' +
  'secret[-_ ]?key|subscription[-_ ]?key|shared[-_ ]?key|authorization|credentials?|cookie|session[-_ ]?id)|' +
  '(?<![A-Za-z])(?:pass|pwd|pin|auth|sig|signature|bearer))';
/** `password = "…"`, `api_key: …`, `?token=…`, `"client_secret": "…"`. */
const NAMED = new RegExp(
  `${SECRET_WORD}["'\`]?\\s{0,3}(?::=|=>|[:=])\\s{0,3}(?:(?:Bearer|Basic|Token)\\s{1,3})?(?:"([^"\\n]{4,400})"|'([^'\\n]{4,400})'|\`([^\`\\n]{4,400})\`|([^\\s"'\`,;&<>(){}\\[\\]]{4,400}))`,
  'gi',
);
/** `Authorization: Bearer …` without a name before it, and what stands before the host of an address. */
const SCHEME = /(?<![A-Za-z])(?:Bearer|Basic)\s{1,3}([A-Za-z0-9+/=_.~-]{8,4000})/g;
const USER_INFO = /(?<=:\/\/)([^\s/?#@:"'<>]{1,200}:[^\s/?#@"'<>]{1,200})(?=@)/g;
/** The password that a command line hands to `curl`. */
const CURL_USER = /\bcurl\b[^\n|;]{0,400}?\s(?:-u|--user)[ =]["']?[^\s:"']{1,100}:([^\s"']{3,200})/g;
const PEM_BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const MOST_PEM = 40_000;
/** What stands where a secret would, and is none: names of variables, gaps of templates, words of types. */
const PLACEHOLDER =
  /^(?:none|null|true|false|undefined|string|str|required|optional|auto|\*+|\.+|x+|\{\{.*|<[^>]*>|%[sd]|os\.(?:environ|getenv).*|process\.env.*|getenv.*|\[(?:key|person|text|phone|card|address|file) \d+\].*)$/is;
const VARIABLE = /^(?:\$\{?[A-Z][A-Z0-9_]*\}?|env\.[A-Z][A-Z0-9_]*)$/;

/** Names of members whose value is a secret. */
const SECRET_NAME =
  /(?:(?:password|secret|credential|cookie)s?|passwd|passphrase|passcode|token|(?:api|access|account|private|secret|subscription|shared)[-_ ]?key|authorization|session[-_ ]?id|(?<![A-Za-z])(?:pass|pwd|pin|auth|sig|signature))$/i;

/** Keys and tokens that begin in a way of their own. */
export function findKeyForms(text: string): Found[] {
  return Array.from(matchesOf(text, FORM), ({ 0: whole, index }) => {
    const value = whole.replace(/[.-]+$/, '');
    return { start: index, end: index + value.length, value };
  }).filter(({ value }) => !isPlaceholder(value));
}

/** Keys and tokens in a text. */
export function findKeys(text: string): Found[] {
  const found = findKeyForms(text);
  const add = (value: string | undefined, start: number) => {
    if (value !== undefined && !isPlaceholder(value)) found.push({ start, end: start + value.length, value });
  };
  for (const match of matchesOf(text, NAMED)) {
    const value = match[1] ?? match[2] ?? match[3] ?? match[4] ?? '';
    const quoted = match[4] === undefined;
    const start = match.index + match[0].length - value.length - (quoted ? 1 : 0);
    // A word in a sentence (`password: please`) is hidden as well: only the sharer can tell.
    add(value, start);
  }
  for (const pattern of [SCHEME, USER_INFO, CURL_USER]) {
    for (const match of matchesOf(text, pattern)) {
      const value = match[1] ?? '';
      add(value, match.index + match[0].length - value.length);
    }
  }
  let behind = 0;
  for (const match of matchesOf(text, PEM_BEGIN)) {
    if (match.index < behind) continue;
    const close = text.slice(match.index, match.index + MOST_PEM).search(/-----END [A-Z0-9 ]{0,40}-----/);
    const end =
      close === -1 ? Math.min(text.length, match.index + MOST_PEM) : text.indexOf('-----', match.index + close + 8) + 5;
    found.push({ start: match.index, end, value: text.slice(match.index, end) });
    behind = end;
  }
  return found;
}

/** Whether the value of a member of that name is a secret, whatever its form. */
export function namesSecret(name: string | number | undefined): boolean {
  return typeof name === 'string' && name.length <= 100 && SECRET_NAME.test(name);
}

/** Whether a text is worth hiding because of the name it stands under. */
export function isSecretValue(value: string): boolean {
  return value.length >= 4 && value.length <= 20_000 && !isPlaceholder(value);
}

function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value) || VARIABLE.test(value);
}
