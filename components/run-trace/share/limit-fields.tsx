'use client';

import { Choice, Line } from '../../operate/choice.tsx';
import { LIFETIMES, type ShareDraft } from './share-draft.ts';

/** How long the link lasts, and how often it may be opened. */
export function LimitFields({
  draft,
  fault,
  onChange,
}: {
  draft: ShareDraft;
  fault: string | null;
  onChange: (part: Partial<ShareDraft>) => void;
}) {
  return (
    <div className="grid min-w-0 gap-3 desk:grid-cols-2">
      <Choice
        label="Expires after"
        value={String(draft.expiresIn)}
        options={LIFETIMES.map(([seconds, words]) => [String(seconds), words] as const)}
        onChange={(seconds) => onChange({ expiresIn: Number(seconds) })}
      />
      <Line
        label="Views at most"
        placeholder="No limit"
        value={draft.maxViews}
        fault={fault ?? undefined}
        onChange={(maxViews) => onChange({ maxViews })}
      />
    </div>
  );
}
