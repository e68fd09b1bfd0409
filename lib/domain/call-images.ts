import { isId } from './ids.ts';
import type { ToolCall } from './tool-call.ts';
import { PayloadFields } from './tool-payload.ts';

const filesOf = new WeakMap<ToolCall, readonly string[]>();

/**
 * Files of the images that a call made or shows, in order: those of its code, or the screenshot that was submitted for it.
 * That a screenshot may be a file of the source is in the type definitions (Azure AI agents, 2025).
 */
export function imagesOfCall(call: ToolCall): readonly string[] {
  let files = filesOf.get(call);
  if (!files) {
    files = readImages(call);
    filesOf.set(call, files);
  }
  return files;
}

function readImages(call: ToolCall): string[] {
  if (call.kind === 'code_interpreter') {
    return call.outputs.flatMap((output) => (output.type === 'image' && output.fileId !== null ? [output.fileId] : []));
  }
  if (call.kind !== 'other' || call.type !== 'computer_use_preview') return [];
  const file = PayloadFields.of(call).object('output')?.file_id;
  return isId(file) ? [file] : [];
}
