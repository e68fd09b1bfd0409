import type { ImportReport } from '#lib/domain/import.ts';
import { audited } from '#lib/server/auth/audit.ts';
import { readId } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { beginImport, cancelImport } from '#lib/server/imports/import-jobs.ts';
import { IMPORT_SOURCE } from '#lib/server/imports/import-source.ts';
import { importSubject } from '#lib/server/imports/import-subject.ts';

/** Files as a form, or one as it is. Answers when all is durable; with `Prefer: respond-async` as soon as it is received. */
export const { GET, POST, PUT, PATCH, DELETE } = route(
  'sharer',
  {
    POST: async ({ request, query, signal, actor }) => {
      const source = readId(query.get('source') ?? IMPORT_SOURCE, 'source');
      const { id, done } = await beginImport(request, source, signal);
      const about = (report: ImportReport | null) => importSubject(id, source, report);
      const noted = audited({ request, actor }, 'imported', about, () => done);
      noted.catch(() => undefined);
      if (/\brespond-async\b/i.test(request.headers.get('prefer') ?? '')) {
        return Response.json({ id }, { status: 202, headers: { 'preference-applied': 'respond-async' } });
      }
      signal.addEventListener('abort', () => void cancelImport(id).catch(() => undefined));
      return Response.json(await noted, { status: 201 });
    },
  },
  { anyBody: true },
);
