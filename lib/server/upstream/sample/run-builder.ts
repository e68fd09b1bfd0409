import 'server-only';
import type { JsonObject } from '../../../domain/json.ts';
import { callStep, type CallDraft, type StepOptions } from './call-drafts.ts';
import type { Look } from './ids.ts';
import type { AssistantPlan, FilePlan, Flavour, RunEnd, RunPlan, StepPlan, UsagePlan } from './plan.ts';
import type { ThreadBuilder } from './thread-builder.ts';
import { tokensOf, usageOf } from './tokens.ts';
import type { WirePart, WireRunSettings, WireText } from './wire.ts';

export interface RunOptions extends Partial<WireRunSettings> {
  look?: Look;
  flavour?: Flavour;
  /** Seconds in the queue (1). */
  queued?: number;
  /** Seconds until it expires; hosts differ: 600 at the protocol's maker, 1800 on Azure, 36,000 while an approval is open. */
  lasts?: number;
  /** v1 of the protocol only. */
  fileIds?: string[];
  /** Whether its streams were recorded (no). */
  recorded?: boolean;
}

/** Tokens that a host adds to every prompt to explain its own tools. */
const TOOL_PROMPTS: { [type: string]: number } = { code_interpreter: 410, file_search: 560, retrieval: 480 };

/** Collects one run. Steps follow each other on the clock `at`; the next begins in the second in which the last ended. */
export class RunBuilder {
  readonly thread: ThreadBuilder;
  readonly plan: RunPlan;
  at: number;
  private context: number;

  constructor(thread: ThreadBuilder, assistant: AssistantPlan, options: RunOptions) {
    const { look, flavour = 'current', queued = 1, lasts, fileIds = [], recorded = false, ...settings } = options;
    const azure = flavour === 'azure';
    this.thread = thread;
    this.at = thread.at + queued;
    this.plan = {
      id: thread.id('run_', `run ${thread.runs.length}`, look),
      threadId: thread.head.id,
      createdAt: thread.at,
      assistantId: assistant.id,
      settings: { ...settingsOf(assistant), ...settings },
      flavour,
      starts: [this.at],
      deadline: thread.at + (lasts ?? (azure ? 1800 : 600)),
      cancelAskedAt: null,
      steps: [],
      end: { at: 0, status: 'completed', lastError: null, incompleteDetails: null },
      fileIds,
      recorded,
    };
    const { instructions, tools } = this.plan.settings;
    const own = tools.reduce((sum, tool) => sum + (TOOL_PROMPTS[tool.type] ?? 0), 160);
    this.context = own + tokensOf(instructions ?? '') + tokensOf(JSON.stringify(tools)) + thread.tokens;
  }

  /** Nothing happens for some seconds. */
  pause(seconds: number): void {
    this.at += seconds;
  }

  /** A message. `images` come after the text. */
  message(
    seconds: number,
    text: WireText | string,
    options: StepOptions & { parts?: WirePart[]; look?: Look } = {},
  ): StepPlan {
    const wireText = typeof text === 'string' ? { value: text, annotations: [] } : text;
    const { thread, plan } = this;
    const id = thread.id('msg_', `message ${thread.messages.length}`, options.look);
    const refusal = options.parts?.some((part) => part.type === 'refusal') && wireText.value === '';
    thread.messages.push({
      id,
      createdAt: this.at,
      writtenUntil: this.at + seconds,
      role: 'assistant',
      runId: plan.id,
      assistantId: plan.assistantId,
      parts: [...(refusal ? [] : [{ type: 'text' as const, text: wireText }]), ...(options.parts ?? [])],
      attachments: [],
      metadata: {},
      flavour: plan.flavour,
    });
    thread.tokens += tokensOf(wireText.value);
    return this.add(
      { type: 'message_creation', messageId: id, wrote: wireText.value, read: '' },
      { ...options, look: options.stepLook },
      seconds,
    );
  }

  /** One step of tool calls. The model writes for `seconds`, then the tools work for `works`. */
  calls(seconds: number, works: number, drafts: CallDraft[], options: StepOptions = {}): StepPlan {
    const step = callStep(this.thread, `${this.plan.id} ${this.plan.steps.length}`, drafts);
    const added = this.add({ type: 'tool_calls', ...step }, options, seconds + works, seconds);
    if (added.waitsFor !== null) this.plan.starts.push(added.endsAt);
    return added;
  }

  /** Azure's third type of step: a server lists the tools it has. Its usage is zeros. */
  activities(seconds: number, activities: JsonObject[]): StepPlan {
    const usage = { prompt: 0, completion: 0, cached: 0, reasoning: 0 };
    return this.add(
      { type: 'activities', activities, wrote: '', read: JSON.stringify(activities) },
      { usage },
      seconds,
    );
  }

  /** A file that code writes in the step told next. */
  file(name: string, bytes: () => Uint8Array<ArrayBuffer>, look?: Look): FilePlan {
    return this.thread.keep(name, bytes, { look, createdAt: this.at });
  }

  fail(code: string, message: string, details: { step?: boolean } = {}): void {
    const last = this.plan.steps.at(-1);
    if (last && details.step !== false)
      Object.assign(last, { status: 'failed', usage: null, lastError: { code, message } });
    this.end('failed', { lastError: { code, message } });
  }

  /** Somebody asked to cancel `after` seconds before the last step stopped. */
  cancel(after: number): void {
    const last = this.plan.steps.at(-1);
    if (last) {
      const calls = last.calls.map((call) => ({ ...call, done: call.begun }));
      Object.assign(last, { status: 'cancelled', calls });
    }
    this.plan.cancelAskedAt = this.at - after;
    this.end('cancelled');
  }

  /** The last step waited for its user until the deadline. */
  expire(): void {
    const last = this.plan.steps.at(-1);
    if (last) {
      Object.assign(last, { status: 'expired', endsAt: this.plan.deadline, keepsDeadline: true });
      this.plan.starts = this.plan.starts.filter((at) => at < last.writtenAt);
    }
    this.at = this.plan.deadline;
    this.end('expired');
  }

  incomplete(reason: string): void {
    this.end('incomplete', { incompleteDetails: { reason } });
  }

  end(status: RunEnd['status'], more: Partial<RunEnd> = {}): void {
    this.plan.end = { at: this.at, status, lastError: null, incompleteDetails: null, ...more };
  }

  /** The run as told; completed unless another end was told. */
  ended(): RunPlan {
    if (this.plan.end.at === 0) this.end('completed');
    return this.plan;
  }

  private add(
    content: Partial<StepPlan> & Pick<StepPlan, 'type'> & { wrote: string; read: string },
    options: StepOptions & { look?: Look | undefined },
    seconds: number,
    writing = Math.ceil(seconds * 0.4),
  ): StepPlan {
    const { wrote, read, ...plan } = content;
    const step: StepPlan = {
      id: this.thread.id('step_', `${this.plan.id} step ${this.plan.steps.length}`, options.stepLook ?? options.look),
      status: 'completed',
      createdAt: this.at,
      writtenAt: this.at + writing,
      endsAt: this.at + seconds,
      waitsFor: null,
      messageId: null,
      calls: [],
      activities: [],
      usage: options.usage === undefined ? this.count(wrote) : usageFrom(options.usage),
      lastError: null,
      keepsDeadline: this.plan.flavour === '2024' && content.type === 'message_creation',
      ...plan,
    };
    this.plan.steps.push(step);
    this.context += tokensOf(wrote) + tokensOf(read);
    this.at = step.endsAt;
    return step;
  }

  private count(wrote: string): UsagePlan {
    const cachedShare = this.plan.steps.length === 0 || this.plan.flavour !== 'current' ? 0 : 0.7;
    const effort = this.plan.settings.reasoning_effort;
    return usageOf(this.context, tokensOf(wrote) + 9, effort, cachedShare, this.thread.random);
  }
}

function usageFrom(usage: StepOptions['usage']): UsagePlan | null {
  if (!usage) return null;
  if ('prompt' in usage) return usage;
  const [prompt, completion, cached = 0, reasoning = 0] = usage;
  return { prompt, completion, cached, reasoning };
}

function settingsOf(assistant: AssistantPlan): WireRunSettings {
  return {
    model: assistant.model,
    instructions: assistant.instructions,
    tools: assistant.tools,
    tool_resources: assistant.toolResources,
    metadata: {},
    temperature: assistant.temperature,
    top_p: assistant.topP,
    reasoning_effort: assistant.reasoningEffort,
    max_completion_tokens: null,
    max_prompt_tokens: null,
    truncation_strategy: { type: 'auto', last_messages: null },
    response_format: 'auto',
    tool_choice: 'auto',
    parallel_tool_calls: true,
  };
}
