import { describe, expect, it } from 'vitest';
import { linkCitations, type LinkOptions } from './citations.ts';
import { aMessage, aStep, codeCall, otherCall, searchCall } from './domain-fixtures.ts';
import type { Annotation, Message } from './message.ts';
import type { Step } from './step.ts';
import type { FileSearchCall, FileSearchResult } from './tool-call.ts';

const FILE = 'file-a';

const found = (text: string | null, score = 0.5, fileId: string | null = FILE): FileSearchResult => ({
  fileId,
  fileName: 'a.md',
  score,
  content: text === null ? null : [{ text }],
  attributes: null,
  extra: {},
});

function search(id: string, ...results: FileSearchResult[]): Step {
  const call = { ...(searchCall(0) as FileSearchCall), results };
  return aStep({ id, calls: [call] });
}

const cite = (text: string | null, more: Partial<Annotation> = {}): Annotation => ({
  type: 'file_citation',
  text,
  start: null,
  end: null,
  fileId: FILE,
  quote: null,
  url: null,
  title: null,
  extra: {},
  ...more,
});

const says = (text: string, ...annotations: Annotation[]): Message =>
  aMessage({ content: [{ type: 'text', text: { text }, annotations }] });

const KNOWN: LinkOptions = { messagesComplete: true, stepsComplete: true };

/** Citations as `number confidence result`. */
function read(message: Message, ...steps: Step[]): string[] {
  const cited = linkCitations([message], steps, KNOWN).messages.get(message.id);
  return (cited?.citations ?? []).map(({ number, match }) => {
    return `${number} ${match ? `${match.confidence} ${match.place.step}/${match.place.result}` : 'none'}`;
  });
}

describe('matching by words', () => {
  it.each([
    [
      'English, word by word',
      'Links are valid for 72 hours after the export was made【1】',
      ['Ask an owner for access.', 'Note: links are valid for 72 hours after the export was made, then they end.'],
      '1 exact s/1',
      'links are valid for 72 hours after the export was made',
    ],
    [
      'Chinese',
      '如果季度末没有续订，该账户即被视为流失账户。【1】',
      [
        '试用账户和沙盒账户不计入。',
        '定义：在该季度最后一个付费周期结束且没有续订的客户，该账户即被视为流失账户。降级不算。',
      ],
      '1 likely s/1',
      '该账户即被视为流失账户',
    ],
    [
      'Japanese',
      '書き出しは一回につき一万行までに制限されています。【1】',
      [
        '管理者だけが招待できます。',
        '表からの書き出しは一回につき一万行までに制限されており、それ以上は分割されます。',
      ],
      '1 exact s/1',
      '書き出しは一回につき一万行までに制限されて',
    ],
    [
      'Thai',
      'ลิงก์ใช้งานได้เจ็ดสิบสองชั่วโมง【1】',
      ['เจ้าของเท่านั้นที่เชิญได้', 'หลังส่งออก ลิงก์ใช้งานได้เจ็ดสิบสองชั่วโมงเท่านั้น'],
      '1 exact s/1',
      'ลิงก์ใช้งานได้เจ็ดสิบสองชั่วโมง',
    ],
    [
      'Arabic, whatever the short vowels',
      'يُعتبر الحساب مغلقاً عند انتهاء الفترة المدفوعة دون تجديد【1】',
      [
        'لا تدخل الحسابات التجريبية في العدد.',
        'تعريف: يعتبر الحساب مغلقا عند انتهاء الفترة المدفوعة دون تجديد خلال أسبوعين.',
      ],
      '1 exact s/1',
      'يعتبر الحساب مغلقا عند انتهاء الفترة المدفوعة دون تجديد',
    ],
    [
      'Russian, whatever the case',
      'СЧЁТ СЧИТАЕТСЯ ЗАКРЫТЫМ ПОСЛЕ ОКОНЧАНИЯ ОПЛАЧЕННОГО ПЕРИОДА【1】',
      ['Пробные счета не входят.', 'Счёт считается закрытым после окончания оплаченного периода.'],
      '1 exact s/1',
      'Счёт считается закрытым после окончания оплаченного периода',
    ],
  ])('%s', (_, text, chunks, expected, words) => {
    const step = search('s', ...chunks.map((chunk) => found(chunk)));
    const message = says(text, cite('【1】'));
    expect(read(message, step)).toEqual([expected]);
    const [citation] = linkCitations([message], [step], KNOWN).messages.get(message.id)?.citations ?? [];
    const chunk = chunks[1] ?? '';
    expect(citation?.match?.words.map(({ from, to }) => chunk.slice(from, to))).toContain(words);
    expect(citation?.shared.length).toBeGreaterThan(0);
    for (const { to } of citation?.shared ?? []) expect(to).toBeLessThanOrEqual(text.indexOf('【'));
    const [passage] = citation?.match?.passage ?? [];
    expect(chunk.slice(passage?.from, passage?.to)).toContain(words);
  });

  it('finds the only passage of a file by few words, twice found or not (recorded in 2025)', () => {
    const text =
      'This file describes the favorite foods of several people.\n\nSummanus Ferdinand: tacos\nTekakwitha Effie: pizza\nFilip Carola: cake';
    const message = says(
      'Filip’s favorite food is cake【4:1†favorite_foods.txt】.',
      cite('【4:1†favorite_foods.txt】'),
    );
    const step = search('s', found(text, 0.75), found(text, 0.75));
    expect(read(message, step)).toEqual(['1 likely s/0']);
    const { results } = linkCitations([message], [step], KNOWN);
    expect([...results.values()].map((use) => [use.citations.length, use.neverCited])).toEqual([
      [1, false],
      [1, false],
    ]);
  });

  it('does not choose between chunks that share as much, or nothing', () => {
    const step = search('s', found('Refunds take three days.'), found('Refunds take four days.', 0.9));
    expect(read(says('Refunds are slow【1】', cite('【1】')), step)).toEqual(['1 file only s/1']);
    expect(read(says('In the case of the other one of them【1】', cite('【1】')), step)).toEqual(['1 file only s/1']);
    expect(read(says('【1】', cite('【1】')), step)).toEqual(['1 file only s/1']);
    expect(read(says('no mark at all', cite(null)), step)).toEqual(['1 file only s/1']);
    expect(read(says('Refunds take days.【1】', cite('【1】')), search('s', found(null)))).toEqual(['1 file only s/0']);
  });

  it('believes the quote of the source more than the sentence', () => {
    const chunks = [found('Annual plans keep their old price until renewal.'), found('Monthly prices rose in July.')];
    const message = says(
      'Monthly prices rose in July.【1】',
      cite('【1】', { quote: 'keep their old price until renewal' }),
    );
    expect(read(message, search('s', ...chunks))).toEqual(['1 exact s/0']);
  });

  it('compares the sentence before the mark, without other marks', () => {
    const chunks = [
      found('An invoice is sent on the first day of each month.'),
      found('Payments are due within thirty days of the invoice date.'),
    ];
    const text =
      'Hello. An invoice is sent on the first day【1】【2】 and payments are due within thirty days【3】.\n- Payments are due within thirty days.【4】';
    const annotations = ['【1】', '【2】', '【3】', '【4】'].map((mark) => cite(mark));
    const links = linkCitations([says(text, ...annotations)], [search('s', ...chunks)], KNOWN);
    const citations = links.messages.get('msg_a')?.citations ?? [];
    expect(citations.map(({ sentence }) => text.slice(sentence?.from, sentence?.to))).toEqual([
      'An invoice is sent on the first day',
      'An invoice is sent on the first day',
      'and payments are due within thirty days',
      'Payments are due within thirty days.',
    ]);
    expect(citations.map(({ number }) => number)).toEqual([1, 1, 2, 2]);
  });

  it('looks only at searches before the message', () => {
    const written = aStep({ id: 'w', kind: 'message', type: 'message_creation', messageId: 'msg_a' });
    const text = 'Refunds are paid within seven working days.';
    const message = says(`${text}【1】`, cite('【1】'));
    expect(read(message, search('s', found('Something else.')), written, search('t', found(text)))).toEqual([
      '1 file only s/0',
    ]);
  });
});

describe('numbers and flags', () => {
  it('numbers chunks as they were found, then files, then the rest', () => {
    const steps = [
      search('s', found('The monthly price rose in July.', 0.4), found('The yearly price stays until renewal.', 0.8)),
      search('t', found('nothing alike', 0.9, 'file-b')),
    ];
    const message = says(
      'See the web【w】. Odd【b】. The monthly price rose in July【m】. The yearly price stays until renewal【y】.',
      cite('【w】', { type: 'url_citation', fileId: null, url: 'https://example.com', title: 'x' }),
      cite('【b】', { fileId: 'file-b' }),
      cite('【m】'),
      cite('【y】'),
      cite('sandbox:/mnt/data/a.csv', { type: 'file_path' }),
    );
    expect(read(message, ...steps)).toEqual(['4 none', '3 file only t/0', '2 exact s/0', '1 exact s/1']);
  });

  it('says cited, never retrieved only where every search returned its results', () => {
    const message = says('Yes【1】', cite('【1】', { fileId: 'file-z' }));
    const never = (steps: Step[], options = KNOWN) =>
      linkCitations([message], steps, options).messages.get(message.id)?.citations[0]?.neverRetrieved;
    expect(never([search('s', found('x'))])).toBe(true);
    expect(never([aStep({ calls: [codeCall('')] })])).toBe(true);
    expect(never([search('s', found('x')), aStep({ calls: [searchCall(null)] })])).toBe(false);
    expect(never([search('s', found('x')), aStep({ calls: [otherCall('azure_ai_search')] })])).toBe(false);
    expect(never([search('s', found('x'))], { ...KNOWN, stepsComplete: false })).toBe(false);
    expect(never([search('s', found('x', 1, 'file-z'))])).toBe(false);
    expect(never([])).toBe(false);
  });

  it('says retrieved, never cited only where all messages are known', () => {
    const flags = (messagesComplete: boolean) => {
      const links = linkCitations([says('Hello')], [search('s', found('x'))], { ...KNOWN, messagesComplete });
      return [...links.results.values()].map(({ neverCited }) => neverCited);
    };
    expect([flags(true), flags(false)]).toEqual([[true], [false]]);
  });
});

describe('hostile sizes', () => {
  const words = (seed: number, count: number) => {
    let state = seed + 1;
    const next = () => (state = (state * 48_271) % 2_147_483_647) % 3000;
    return Array.from({ length: count }, () => `word${next()}`).join(' ');
  };

  it('links 100 citations with 200 results quickly', () => {
    const chunks = Array.from({ length: 200 }, (_, i) => words(i, 600));
    const step = search('s', ...chunks.map((text, i) => found(text, 1 - i / 1000)));
    const text = Array.from(
      { length: 100 },
      (_, i) => `${chunks[i * 2]?.split(' ').slice(40, 60).join(' ')}.【${i}】`,
    ).join(' ');
    const message = says(text, ...Array.from({ length: 100 }, (_, i) => cite(`【${i}】`)));
    const started = performance.now();
    const cited = read(message, step);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(cited.filter((one, i) => one.endsWith(`exact s/${i * 2}`)).length).toBeGreaterThan(95);
  });

  it('is not slowed down by thousands of marks, long texts or one word for ever', () => {
    const text = 'the '.repeat(100_000) + '【'.repeat(100_000);
    const many = Array.from({ length: 20_000 }, (_, i) => cite(`【${i % 3 === 0 ? '' : i}`));
    const step = search(
      's',
      ...Array.from({ length: 50 }, () => found('the '.repeat(20_000))),
      found(' '.repeat(50_000)),
    );
    const started = performance.now();
    expect(read(says(text, ...many), step)).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
