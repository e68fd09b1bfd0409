import { TRACE_VIEWS, type TraceView } from '#lib/contract/trace-view-params.ts';
import { Segmented } from '../ui/segmented.tsx';

const LABELS: Record<TraceView, string> = { timeline: 'Timeline', conversation: 'Conversation', json: 'JSON' };
const OPTIONS = TRACE_VIEWS.map((id) => ({ id, label: LABELS[id] }));

/** The three ways to look at a run. */
export function ViewSwitch({ view, onChange }: { view: TraceView; onChange: (view: TraceView) => void }) {
  return <Segmented label="View" options={OPTIONS} value={view} onChange={onChange} size="md" />;
}
