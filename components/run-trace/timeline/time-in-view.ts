import type { TraceTime } from '#lib/contract/trace-time-params.ts';

let ask: (() => TraceTime | null) | null = null;

/** Lets `timeInView` ask the timeline in view, until the returned function is called. */
export function answerTimeInView(answer: () => TraceTime | null): () => void {
  ask = answer;
  return () => {
    if (ask === answer) ask = null;
  };
}

/** What the timeline shows at this moment, which the address says only once it rests; `written` where no timeline is in view. */
export function timeInView(written: TraceTime | null): TraceTime | null {
  return ask ? ask() : written;
}
