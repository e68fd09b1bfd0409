import { imagesOfCall } from './call-images.ts';
import type { Message } from './message.ts';
import type { Step } from './step.ts';

/** An image that a run made or showed. */
export interface RunImage {
  fileId: string;
  /** Where it comes from: `Step 5, image 1 of 2`, without a step whose number is not known. */
  label: string;
}

/**
 * All images of a run in the order of its steps: those its code made, screenshots, and those in its messages. Each file once. `tail`
 * holds its last steps while those in between are not read, so that they have no number yet.
 */
export function runImages(
  steps: readonly Step[],
  messages: ReadonlyMap<string, Message>,
  tail: readonly Step[] = [],
): RunImage[] {
  const images: RunImage[] = [];
  const seen = new Set<string>();
  for (const [i, step] of (tail.length === 0 ? steps : [...steps, ...tail]).entries()) {
    const message = step.messageId === null ? undefined : messages.get(step.messageId);
    const files = (message ? filesOfMessage(message) : step.calls.flatMap(imagesOfCall)).filter(
      (file) => !seen.has(file),
    );
    for (const [place, fileId] of files.entries()) {
      seen.add(fileId);
      const which = files.length === 1 ? 'image' : `image ${place + 1} of ${files.length}`;
      const label = i < steps.length ? `Step ${i + 1}, ${which}` : `I${which.slice(1)}`;
      images.push({ fileId, label });
    }
  }
  return images;
}

function filesOfMessage(message: Message): string[] {
  return message.content.flatMap((part) => (part.type === 'image_file' && part.fileId !== null ? [part.fileId] : []));
}
