'use client';

import { activitiesOf } from '#lib/domain/activities.ts';
import type { Step } from '#lib/domain/step.ts';
import { JsonText } from '../json/json-text.tsx';
import { OtherFields } from '../json/other-fields.tsx';
import { ToolCallRendered } from './registry.tsx';
import { cutOf, type ToolCallContext } from './renderer.ts';

/** What a step of a type of its own holds: activities one by one as the calls they are like, else its details as JSON. */
export function StepDetail({ step, context }: { step: Step; context: ToolCallContext }) {
  const { detail } = step;
  if (detail === null) return null;
  const activities = activitiesOf(step);
  if (!activities) return <JsonText text={detail.text} label="Step details" {...cutOf(detail, context)} />;
  return (
    <>
      {activities.list.length === 0 ? <p className="text-ink-2">This step holds no activity.</p> : null}
      {activities.list.map((activity, i) => (
        <ToolCallRendered key={`${i} ${activity.id ?? ''}`} call={activity} context={context} idLabel="Activity ID" />
      ))}
      <OtherFields fields={activities.rest} title="Other fields of the step details" />
    </>
  );
}
