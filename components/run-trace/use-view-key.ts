'use client';

import { otherView, type TraceView } from '#lib/contract/trace-view-params.ts';
import { useCommands } from '../commands/commands.tsx';

/** T leads from the timeline to the conversation, and from anywhere else to the timeline. */
export function useViewKey(view: TraceView, setView: (view: TraceView) => void): void {
  const other = otherView(view);
  useCommands([
    {
      id: 'view',
      keys: ['T'],
      does: other === 'timeline' ? 'Show the timeline' : 'Show the conversation',
      group: 'Timeline or conversation',
      footer: other,
      run: () => setView(other),
    },
  ]);
}
