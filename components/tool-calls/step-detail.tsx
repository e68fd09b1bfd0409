'use client';

import { activitiesOf } from '#lib/domain/activities.ts';
import type { Step } from '#lib/domain/step.ts';
import { Within } from '../ui/disclosure.tsx';
import { JsonText } from '../json/json-text.tsx';
import { OtherFields } from '../json/other-fields.tsx';
import { ToolCallRendered } from './registry.tsx';
import { cutOf, linkedPath, linksInCall, type ToolCallContext } from './renderer.ts';

/** What a step of a type of its own holds: activities one by one as the calls they are like, else its details as JSON. */
export function StepDetail({ step, context }: { step: Step; context: ToolCallContext }) {
  const { detail } = step;
  if (detail === null) return null;
  const activities = activitiesOf(step);
  if (!activities)
    return (
      <JsonText
        text={detail.text}
        label="Step details"
        {...linkedPath(context, 'details', true)}
        {...cutOf(detail, context)}
      />
    );
  return (
    <>
      {activities.list.length === 0 ? <p className="text-ink-2">This step holds no activity.</p> : null}
      {activities.list.map((activity, i) => (
        <Within key={`${i} ${activity.id ?? ''}`} name={`activity${i + 1}`}>
          <ToolCallRendered
            call={activity}
            context={ofActivity(context, i, activities.list.length === 1)}
            idLabel="Activity ID"
          />
        </Within>
      ))}
      <OtherFields
        fields={activities.rest}
        title="Other fields of the step details"
        {...linkedPath(context, 'details', false)}
      />
    </>
  );
}

/** Links into one activity begin inside of it, as those into one of several calls do. */
function ofActivity(context: ToolCallContext, place: number, alone: boolean): ToolCallContext {
  return { ...context, link: context.link && linksInCall(context.link, place, alone) };
}
