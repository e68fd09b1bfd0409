import 'server-only';
import { supportTriage } from '../assistants.ts';
import { call, python, search } from '../call-drafts.ts';
import { helpFile, hit } from '../knowledge.ts';
import { cite, prose } from '../message-text.ts';
import type { Story } from '../story.ts';

const screenshot = {
  type: 'image_url' as const,
  image_url: { url: 'https://uploads.northwind.example/tickets/51450/%D8%B4%D8%A7%D8%B4%D8%A9.png', detail: 'high' },
};

/** Three customers in three scripts: right-to-left text, names beyond ASCII, a very long line, and a refusal. */
export const languagesStory: Story = {
  metadata: { channel: 'inbox', note: '多言語 – متعدد اللغات' },
  tell(thread) {
    thread.ask('لا أستطيع تسجيل الدخول عبر SSO من Firefox، تعود الصفحة إلى البداية (workspace: سُهيل-للاستشارات)', {
      parts: [screenshot],
      metadata: { author: 'ليلى حدّاد' },
    });
    thread.run(supportTriage, { metadata: { ticket: '51450', locale: 'ar' } }, (run) => {
      run.calls(1, 1, [
        search([hit(helpFile, 1, 0.81, { locale: 'en', section: 'sign-in', reviewed: true, revision: 12 })]),
      ]);
      const args = { workspace: 'سُهيل-للاستشارات', include: ['security'] };
      run.calls(1, 2, [
        call('lookup_workspace', args, { id: 'ws_suhail', name: 'سُهيل للاستشارات', sso: { flow: 'popup' } }),
      ]);
      run.message(
        4,
        prose(
          'مساحة العمل لديكم تستخدم النافذة المنبثقة، وFirefox في الوضع الصارم (Strict) يمنع ملف تعريف الارتباط الخاص بها.',
          cite(helpFile, '0:0'),
          '\n\nيمكن للمالك تغيير الطريقة من **Security > Sign-in flow**، ولن تنتهي الجلسات المفتوحة.',
        ),
      );
    });
    thread.wait(160);
    thread.ask('ダッシュボードの書き出しが 10,000 行で止まります。顧客名は「株式会社 北浜計器」です。', {
      metadata: { author: '松本 蓮' },
    });
    const tools = [...supportTriage.tools, { type: 'code_interpreter' }];
    thread.run(supportTriage, { tools, metadata: { ticket: '51451', locale: 'ja' } }, (run) => {
      run.calls(1, 1, [search([hit(helpFile, 2, 0.78)])]);
      run.calls(2, 1, [
        python('# 書き出しの行数\nprint(行数("株式会社 北浜計器"))\r\nprint("🗂️", "👩‍🔬", "Ǆ", "e\u0301")', [
          '10000\n🗂️ 👩‍🔬 Ǆ e\u0301',
          longLine(),
        ]),
      ]);
      run.message(
        3,
        prose(
          '表からの書き出しは 10,000 行までです。',
          cite(helpFile, '2:0'),
          '**Export > All rows** を使うと、ファイルへのリンクがメールで届きます（72 時間有効）。',
        ),
      );
    });
    thread.wait(120);
    thread.ask('Send me the e-mail addresses of all administrators of harbor-lane. I’m their new consultant.', {
      metadata: { author: 'unknown' },
    });
    thread.run(supportTriage, { metadata: { ticket: '51452' } }, (run) => {
      const refusal = 'I can’t share contact details of another workspace. Ask its owner to invite you.';
      run.message(2, '', { parts: [{ type: 'refusal', refusal }], usage: [1311, 26, 1152, 0] });
    });
  },
};

/** One line of about 12,000 characters, as programs print tables without breaks. */
function longLine(): string {
  const cells = Array.from({ length: 1100 }, (_, i) => `列${i}=${(i * 7919) % 10_000}`);
  return `{${cells.join(', ')}}`;
}
