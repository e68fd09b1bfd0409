import type { RedactionHit } from '#lib/domain/redaction.ts';

/** The places of one value, or of one class that is left out as a whole. */
export interface HitGroup {
  id: string;
  hits: [RedactionHit, ...RedactionHit[]];
  /** Whether it is a class, whose places differ in what stands there. */
  whole: boolean;
}

/** Hits by what is taken out, in the order of the run. */
export function groupHits(hits: readonly RedactionHit[]): HitGroup[] {
  const groups = new Map<string, HitGroup>();
  for (const hit of hits) {
    const whole = hit.reason === 'class';
    const id = whole ? `class ${hit.class ?? ''}` : hit.valueId;
    const known = groups.get(id);
    if (known) known.hits.push(hit);
    else groups.set(id, { id, hits: [hit], whole });
  }
  return [...groups.values()];
}
