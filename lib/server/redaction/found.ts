import 'server-only';

/** A place in a text, and what stands there in the form that tells equal values. */
export interface Found {
  start: number;
  end: number;
  value: string;
}
