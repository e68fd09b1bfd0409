import { describe, expect, it } from 'vitest';
import { cleanFileName, safeFileName } from './file-name.ts';
import { fileResponse, inlineImageType } from './file-response.ts';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4, 5, 6];

function streamOf(...chunks: (number[] | Error)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks.shift();
      if (chunk === undefined) controller.close();
      else if (chunk instanceof Error) controller.error(chunk);
      else controller.enqueue(Uint8Array.from(chunk));
    },
  });
}

describe('file names', () => {
  it.each([
    ['chart.png', 'chart.png'],
    ['a/b\\c:d', 'a_b_c_d'],
    ['../../etc/passwd', '____etc_passwd'],
    ['report\u202Egpj.exe', 'reportgpj.exe'],
    ['x"\r\nset-cookie: a', 'x_set-cookie_ a'],
    ['..', '_'],
    ['\u200b', 'file'],
    ['a\u3164\uffa0\u115f\u034f\ufe0fb\u{e0041}.png', 'ab.png'],
    ['.\u200b.\uff0e/x', '__x'],
    ['\u2025\u2024', '_'],
    ['ﬁle.txt', 'file.txt'],
  ])('cleans %j', (name, clean) => expect(cleanFileName(name)).toBe(clean));

  it('keeps 150 characters and encodes what is not ASCII', () => {
    expect(Array.from(cleanFileName('é'.repeat(400)))).toHaveLength(150);
    expect(safeFileName('naïve (1).csv')).toBe('filename="na_ve (1).csv"; filename*=UTF-8\'\'na%C3%AFve%20%281%29.csv');
  });
});

describe('file answers', () => {
  it('shows images by their bytes and never by their name', async () => {
    const image = await fileResponse(streamOf(PNG.slice(0, 3), PNG.slice(3)), 'page.html', PNG.length);
    expect(image.headers.get('content-type')).toBe('image/png');
    expect(image.headers.get('content-disposition')).toMatch(/^inline/);
    expect(image.headers.get('x-file-bytes')).toBe('14');
    expect([...new Uint8Array(await image.arrayBuffer())]).toEqual(PNG);
    const svg = await fileResponse(streamOf([...Buffer.from('<svg onload=alert(1)>')]), 'x.svg', null);
    expect(svg.headers.get('content-type')).toBe('application/octet-stream');
    expect(svg.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(svg.headers.get('x-file-bytes')).toBeNull();
  });

  it('gives empty and tiny files whole', async () => {
    expect(await (await fileResponse(streamOf(), 'empty', 0)).text()).toBe('');
    expect(await (await fileResponse(streamOf([65]), 'a', 1)).text()).toBe('A');
  });

  it('breaks off where the source broke off', async () => {
    const cut = await fileResponse(streamOf(PNG, new Error('cut')), 'x.png', 100);
    await expect(cut.arrayBuffer()).rejects.toThrow('cut');
  });

  it('knows the four types', () => {
    expect(inlineImageType(Buffer.from('RIFF1234WEBP'))).toBe('image/webp');
    expect(inlineImageType(Buffer.from('RIFF1234WAVE'))).toBeNull();
    expect(inlineImageType(Buffer.from('GIF89a'))).toBe('image/gif');
    expect(inlineImageType(Uint8Array.from([0xff, 0xd8, 0xff]))).toBe('image/jpeg');
  });
});
