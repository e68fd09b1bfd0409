'use client';

import { isJsonObject, type Json } from '#lib/domain/json.ts';
import { PayloadFields } from '#lib/domain/tool-payload.ts';
import { JsonTree } from '../../json/json-tree.tsx';
import { JsonValue } from '../../json/json-value.tsx';
import type { JsonLink } from '../../json/node-tree.tsx';
import { SpelledText } from '../../ui/bidi.tsx';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { useShownCount, Within } from '../../ui/disclosure.tsx';
import { type Field, FieldList } from '../../ui/field-list.tsx';
import { formatCount, formatCountOf } from '../../ui/format.ts';
import { linkedPath, type ToolCallContext } from '../renderer.ts';

const STEPS_AT_ONCE = 100;
/** Longer texts get a box of their own, in which they are laid out line by line. */
const INLINE_LIMIT = 2000;

const PARTS = [
  ['last_step_result', 'Result of the last step'],
  ['current_state', 'Current state'],
  ['next_step', 'Next step'],
] as const;

/** What was done in the browser, numbered, in the source's order. */
export function BrowserSteps({ steps, context }: { steps: Json[]; context: ToolCallContext }) {
  const [shown, setShown] = useShownCount('steps', STEPS_AT_ONCE);
  const rest = steps.length - shown;
  const count = formatCountOf(steps.length, 'step');
  return (
    <Block title="Steps in the browser" note={count}>
      {steps.length === 0 ? <p className="px-[11px] py-2 text-meta text-ink-2">No step was taken.</p> : null}
      <ol aria-label="Steps in the browser">
        {steps.slice(0, shown).map((step, i) => (
          <li key={i} className="flex gap-2.5 border-b border-line px-[11px] py-1.5 last:border-b-0">
            <span className="w-6 shrink-0 pt-1.5 text-right text-meta text-ink-3">{formatCount(i + 1)}</span>
            <div className="min-w-0 flex-1">
              <Within name={`browser${i + 1}`}>
                <BrowserStep step={step} linkOf={(part) => linkedPath(context, `steps.${i}.${part}`, false)} />
              </Within>
            </div>
          </li>
        ))}
      </ol>
      {rest > 0 ? (
        <div className="border-t border-line px-[11px] py-1.5">
          <Button size="sm" onClick={() => setShown(shown + STEPS_AT_ONCE)}>
            Show {formatCount(Math.min(rest, STEPS_AT_ONCE))} more of {formatCount(rest)}
          </Button>
        </div>
      ) : null}
    </Block>
  );
}

/** `linkOf` links into a part by its place. */
function BrowserStep({ step, linkOf }: { step: Json; linkOf: (part: number) => JsonLink }) {
  if (!isJsonObject(step)) return <Tree value={step} label="Step" {...linkOf(0)} />;
  const fields = new PayloadFields(step, null);
  const parts: Field[] = PARTS.map(([name, label]) => ({
    label,
    value: partValue(fields.text(name), label),
  }));
  for (const [name, value] of Object.entries(fields.rest())) {
    parts.push({ label: name, value: <Tree value={value} label={name} {...linkOf(parts.length)} /> });
  }
  return <FieldList fields={parts} />;
}

function Tree({ value, label, ...link }: JsonLink & { value: Json; label: string }) {
  return (
    <div className="overflow-hidden rounded-control border border-line">
      <JsonTree value={value} label={label} {...link} />
    </div>
  );
}

function partValue(text: string | null, label: string) {
  if (text === null || text.length <= INLINE_LIMIT)
    return text && <SpelledText text={text} className="whitespace-pre-wrap" />;
  return <JsonValue value={text} label={label} />;
}
