import type { LongText } from './long-text.ts';
import type { Step } from './step.ts';
import type { ToolCall } from './tool-call.ts';

/** Applies `change` to every long text of a step; gives a new step, or the same one when no text changed. */
export function mapStepTexts(step: Step, change: (text: LongText) => LongText): Step {
  const detail = step.detail && change(step.detail);
  const calls = step.calls.map((call) => mapCallTexts(call, change));
  const same = detail === step.detail && calls.every((call, i) => call === step.calls[i]);
  return same ? step : { ...step, detail, calls };
}

function mapCallTexts(call: ToolCall, change: (text: LongText) => LongText): ToolCall {
  switch (call.kind) {
    case 'code_interpreter': {
      const input = call.input && change(call.input);
      const outputs = call.outputs.map((output) => {
        if (output.type === 'image') return output;
        const before = output.type === 'logs' ? output.logs : output.payload;
        const after = change(before);
        if (after === before) return output;
        return output.type === 'logs' ? { ...output, logs: after } : { ...output, payload: after };
      });
      const same = input === call.input && outputs.every((output, i) => output === call.outputs[i]);
      return same ? call : { ...call, input, outputs };
    }
    case 'file_search': {
      const results = call.results?.map((result) => {
        const content = result.content?.map(change) ?? null;
        return content?.some((text, i) => text !== result.content?.[i]) ? { ...result, content } : result;
      });
      return results?.some((result, i) => result !== call.results?.[i]) ? { ...call, results } : call;
    }
    case 'function': {
      const args = call.arguments && change(call.arguments);
      const output = call.output && change(call.output);
      return args === call.arguments && output === call.output ? call : { ...call, arguments: args, output };
    }
    case 'other': {
      const payload = change(call.payload);
      return payload === call.payload ? call : { ...call, payload };
    }
  }
}
