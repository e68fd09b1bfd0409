import type { HitReason, JsonPath, RedactionClass, RedactionHit, RedactionRule } from '#lib/domain/redaction.ts';
import { placeOf, type TraceState } from '#lib/domain/trace-state.ts';

export const RULE_NAMES: Record<RedactionRule, string> = {
  keys: 'Keys and tokens',
  emails: 'E-mail addresses',
  phones: 'Phone numbers',
  cards: 'Card numbers',
  ips: 'IP addresses',
  file_names: 'File names',
};

/** What the rules see, and what they do not; SECURITY.md says it at length. */
export const RULE_LIMITS =
  'Found in plain text, in common encodings, spelled out (ada [at] example dot com), with look-alike letters, and as keys split over lines or fields. Not found: names of people, pictures, encrypted or packed data, anything that only its meaning gives away. Read the preview, and leave out whole parts when in doubt.';

export const CLASS_NAMES: Record<RedactionClass, string> = {
  instructions: 'Instructions',
  arguments: 'Arguments',
  outputs: 'Outputs',
  logs: 'Logs',
  code: 'Code',
  messages: 'Messages',
  images: 'Images',
  files: 'Files',
  metadata: 'Metadata',
};

const REASONS: Record<HitReason, string> = {
  keys: 'Key',
  secret: 'Key of this server',
  emails: 'E-mail',
  phones: 'Phone',
  cards: 'Card',
  ips: 'IP address',
  file_names: 'File name',
  pattern: 'Own words',
  spot: 'Chosen words',
  class: 'Left out',
};

/** Why a hit is taken out. */
export function reasonWords(hit: RedactionHit): string {
  return hit.reason === 'class' && hit.class ? CLASS_NAMES[hit.class] : REASONS[hit.reason];
}

/** That so many steps or other objects of the run are not copied whole. */
export function tooDeepWords(objects: number): string {
  const which = objects === 1 ? 'one object of this run nests' : `${objects} objects of this run nest`;
  return `A part of ${which} deeper than 200 levels. It is left out, and a note stands in its place.`;
}

/** Where a hit stands: `Step 3, calls[0].function.arguments.to`. */
export function placeWords({ place }: RedactionHit, state: TraceState): string {
  const path = `${pathText(place.path)}${place.inName ? ' (its name)' : ''}`;
  return [ownerWords(place.kind, place.id, state), path].filter(Boolean).join(', ');
}

function ownerWords(kind: RedactionHit['place']['kind'], id: string, state: TraceState): string {
  switch (kind) {
    case 'run':
      return 'Run';
    case 'step': {
      const at = placeOf(state, id);
      return at === -1 ? 'Step' : `Step ${at + 1}`;
    }
    case 'message': {
      const at = state.steps.findIndex((step) => step.messageId === id);
      return at === -1 ? 'Message' : `Message of step ${at + 1}`;
    }
    case 'file':
      return 'File';
    case 'assistant':
      return 'Assistant';
    case 'thread':
      return 'Thread';
  }
}

/** Names of members and numbers of elements as one address, without what every object of its kind begins with. */
function pathText(path: JsonPath): string {
  const parts = path[0] === 'step_details' ? path.slice(1) : path;
  return parts
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`))
    .join('')
    .slice(0, 200);
}
