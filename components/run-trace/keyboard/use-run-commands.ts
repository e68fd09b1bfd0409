'use client';

import { otherView, RUN_ROW } from '#lib/contract/trace-view-params.ts';
import { nextFailedStep } from '#lib/domain/failed-steps.ts';
import { shortId } from '#lib/domain/ids.ts';
import type { RowTarget } from '#lib/domain/step-tree.ts';
import { findStep, isComplete, type TraceState } from '#lib/domain/trace-state.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/commands.tsx';
import { copyAndSay } from '../../ui/copy-and-say.ts';
import { toast } from '../../ui/toast.ts';
import type { Selection } from '../use-selection.ts';
import { viewQuery } from '../view-query.ts';
import { selectRow } from './select-row.ts';

/** The keys of a run that work in several of its views. */
export function useRunCommands(state: TraceState, selection: Selection): void {
  const errors = selection.view === 'json' ? [] : errorCommands(state, selection);
  useCommands([...errors, viewCommand(selection), ...copyCommands(state, selection)]);
}

function errorCommands(state: TraceState, selection: Selection): Command[] {
  const go = (by: 1 | -1) => () => {
    const { step, call } = selection.target;
    const failed = nextFailedStep(state, step, by);
    if (!failed) return toast(isComplete(state) ? 'No step of this run failed' : 'No step read so far has failed');
    if (failed.id === step && call === null) toast('No other step failed');
    selectRow(selection, { step: failed.id, call: null });
  };
  const group = 'Next, previous error';
  return [
    { id: 'next-error', keys: ['E'], does: 'Next error', group, footer: 'next error', run: go(1) },
    { id: 'previous-error', keys: ['⇧E'], does: 'Previous error', group, run: go(-1) },
  ];
}

function viewCommand(selection: Selection): Command {
  const other = otherView(selection.view);
  return {
    id: 'view',
    keys: ['T'],
    does: `Show the ${other}`,
    group: 'Timeline or conversation',
    footer: other,
    run: () => selection.setView(other),
  };
}

function copyCommands(state: TraceState, selection: Selection): Command[] {
  const { target, view } = selection;
  const selected = view === 'json' ? { step: RUN_ROW, call: null } : target;
  const copyId = () => {
    const id = idOf(state, selected);
    void copyAndSay(id, shortId(id));
  };
  const copyLink = () => {
    const query = viewQuery(selection);
    const { origin, pathname } = window.location;
    void copyAndSay(`${origin}${pathname}${query && `?${query}`}`, 'the link');
  };
  const group = 'Copy ID, copy link';
  return [
    { id: 'copy-id', keys: ['Y'], does: 'Copy the ID of what is selected', group, run: copyId },
    { id: 'copy-link', keys: ['⇧Y'], does: 'Copy a link to what is in view', group, run: copyLink },
  ];
}

/** The id of a run, a step or a call; calls without one of their own have that of their step. */
function idOf(state: TraceState, { step, call }: RowTarget): string {
  if (step === RUN_ROW) return state.run.id;
  return (call === null ? null : findStep(state, step)?.calls[call]?.id) ?? step;
}
