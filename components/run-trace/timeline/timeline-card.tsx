import { isStepFailed, isStepTerminal, type Step, stepSpan } from '#lib/domain/step.ts';
import { callName, callResult } from '#lib/domain/step-title.ts';
import type { TreeRow } from '#lib/domain/step-tree.ts';
import { PHASES } from '#lib/domain/time-ledger.ts';
import { barBox, type Stretch } from '../../timeline/bar-pieces.ts';
import { GapText } from '../../timeline/gap-card.tsx';
import type { Hovered } from '../../timeline/hover.ts';
import { PointerCard, RowFacts } from '../../timeline/pointer-card.tsx';
import type { TimelineView } from '../../timeline/timeline-view.ts';
import { statusLabel } from '../../status/status.tsx';
import { Untrusted } from '../../ui/bidi.tsx';
import { formatCount } from '../../ui/format.ts';
import { phaseLabel, PHASE_LOOKS } from '../phases.ts';
import { runLength, shareText, spanText, stepLength, titleOf, type TraceFacts } from '../trace-texts.ts';
import { offsetRange } from './time-words.ts';

type Facts = [label: string, value: string][];

/** What the pointer rests on, in short; all of it stands in the Timing tab too. */
export function TimelineCard({
  hovered,
  rows,
  runBar,
  facts,
  timeline,
}: {
  hovered: Hovered | null;
  rows: readonly TreeRow[];
  /** The run's own bar. */
  runBar: readonly Stretch[];
  facts: TraceFacts;
  timeline: TimelineView;
}) {
  if (!hovered) return null;
  if (hovered.kind === 'gap') {
    const gap = timeline.layout()?.chips.find((chip) => String(chip.gap.start) === hovered.id)?.gap;
    return gap ? (
      <PointerCard x={hovered.x} y={hovered.y}>
        <GapText gap={gap} />
      </PointerCard>
    ) : null;
  }
  const row = rows.find((each) => each.id === hovered.id);
  if (!row || row.kind === 'reading') return null;
  return (
    <PointerCard x={hovered.x} y={hovered.y}>
      <RowCard
        row={row}
        facts={facts}
        here={row.kind === 'run' ? pieceAt(timeline, runBar, hovered.px, facts.recipient === true) : []}
      />
    </PointerCard>
  );
}

/** Which phase of the run is under a pixel, or how many share it. */
function pieceAt(timeline: TimelineView, runBar: readonly Stretch[], px: number, recipient: boolean): Facts {
  const scale = timeline.layout()?.scale;
  const piece = scale && barBox(scale, runBar)?.pieces.findLast(({ left }) => left <= px);
  const phase = piece && PHASES.find((each) => piece.look.startsWith(PHASE_LOOKS[each]));
  if (!piece || !phase) return [];
  if (piece.count > 1) return [['Under the pointer', `${formatCount(piece.count)} stretches`]];
  return [['Under the pointer', phaseLabel(phase, recipient)]];
}

function RowCard({ row, facts, here }: { row: Exclude<TreeRow, { kind: 'reading' }>; facts: TraceFacts; here: Facts }) {
  const { run, now, window } = facts;
  if (row.kind === 'run') {
    const known: Facts = window ? [['Start to end', offsetRange(window.start, window.end, run)]] : [];
    const length = spanText(run, runLength(run, now));
    return (
      <RowFacts
        title="Run"
        beside={statusLabel(run.status, facts.recipient)}
        mono={<Untrusted text={run.id} />}
        facts={[...known, ['Duration', length], ...here]}
      />
    );
  }
  const { step } = row;
  const { verb, subject } = titleOf(step, facts.messages);
  if (row.kind === 'call') {
    return (
      <RowFacts
        title={verb}
        beside={`call ${row.place + 1} of ${row.setSize}`}
        mono={<Untrusted text={callName(row.call)} />}
        facts={[
          ...resultOf(callResult(row.call, !isStepTerminal(step))),
          ...stepFacts(step, facts).map(([label, value]): Facts[number] => [`Step: ${label.toLowerCase()}`, value]),
        ]}
      />
    );
  }
  const code = isStepFailed(step) ? step.lastError?.code : null;
  return (
    <RowFacts
      title={verb}
      beside={row.position === null ? '' : `step ${formatCount(row.position)}`}
      mono={null}
      subject={<Untrusted text={subject} />}
      facts={[...stepFacts(step, facts), ...(code ? ([['Error', code]] satisfies Facts) : [])]}
    />
  );
}

function resultOf(text: string): Facts {
  return text === '' ? [] : [['Result', text]];
}

function stepFacts(step: Step, { run, now }: TraceFacts): Facts {
  const span = stepSpan(step);
  if (!span) return [['Times', 'not given by the source']];
  const length = stepLength(step, run, now);
  if (length === null) return [['Start', offsetRange(span.start, span.start, run)]];
  const share = shareText(length, run, now);
  return [
    ['Start to end', offsetRange(span.start, span.start + length, run)],
    ['Duration', share === null ? spanText(run, length) : `${spanText(run, length)}, ${share}`],
  ];
}
