import 'server-only';
import type { JsonObject } from '../../../domain/json.ts';
import type { WireError, WirePart, WireRunSettings, WireTool } from './wire.ts';

/**
 * What happens in the sample, with the instant of everything. What a request sees of it at a moment is decided by the
 * `show-*` files. All times are whole seconds since 1970.
 */

/** Which recorded traffic an object looks like: today's, Azure's, that of spring 2024, or version 1 of the protocol. */
export type Flavour = 'current' | 'azure' | '2024' | 'v1';

export interface AssistantPlan {
  id: string;
  createdAt: number;
  name: string;
  description: string | null;
  model: string;
  instructions: string;
  tools: WireTool[];
  toolResources: JsonObject;
  temperature: number;
  topP: number;
  reasoningEffort: string | null;
  metadata: { [key: string]: string };
}

export interface FilePlan {
  id: string;
  name: string;
  createdAt: number;
  purpose: 'assistants' | 'assistants_output';
  bytes(): Uint8Array<ArrayBuffer>;
}

export interface UsagePlan {
  prompt: number;
  completion: number;
  cached: number;
  reasoning: number;
}

export interface CallPlan {
  id: string;
  type: string;
  /** What stands beside id and type while the tool works. */
  begun: JsonObject;
  /** The same when the step has ended. */
  done: JsonObject;
}

export interface StepPlan {
  id: string;
  type: 'message_creation' | 'tool_calls' | 'activities';
  /** How it ends. */
  status: 'completed' | 'failed' | 'cancelled' | 'expired';
  createdAt: number;
  /** From here on the calls stand in the step; before, the model is still writing them. */
  writtenAt: number;
  endsAt: number;
  /** The call waits for its user between `writtenAt` and `endsAt`: outputs of functions, or approval of a tool. */
  waitsFor: 'outputs' | 'approval' | null;
  messageId: string | null;
  calls: CallPlan[];
  activities: JsonObject[];
  usage: UsagePlan | null;
  lastError: WireError | null;
  /** The deadline stays filled after the end, as some hosts do. */
  keepsDeadline: boolean;
}

export interface MessagePlan {
  id: string;
  createdAt: number;
  /** While an assistant writes, the text grows until here. */
  writtenUntil: number;
  role: 'user' | 'assistant';
  runId: string | null;
  assistantId: string | null;
  parts: WirePart[];
  attachments: { file_id: string; tools: { type: string }[] }[];
  metadata: { [key: string]: string };
  flavour: Flavour;
}

export interface RunEnd {
  at: number;
  status: 'completed' | 'failed' | 'cancelled' | 'expired' | 'incomplete';
  lastError: WireError | null;
  incompleteDetails: { reason: string } | null;
}

export interface RunPlan {
  id: string;
  threadId: string;
  createdAt: number;
  assistantId: string;
  settings: WireRunSettings;
  flavour: Flavour;
  /** When it left the queue, first and after each wait. */
  starts: number[];
  deadline: number;
  cancelAskedAt: number | null;
  steps: StepPlan[];
  end: RunEnd;
  fileIds: string[];
  /** Whether its streams were recorded, so that it can be replayed. */
  recorded: boolean;
}

/** What a list of threads shows; cheap to make. */
export interface ThreadHead {
  /** Which thread this is: see `thread-numbers.ts`. */
  number: number;
  id: string;
  createdAt: number;
  metadata: { [key: string]: string };
  toolResources: JsonObject;
}

/** A whole thread; made when it is first opened. */
export interface ThreadPlan extends ThreadHead {
  messages: MessagePlan[];
  runs: RunPlan[];
  files: FilePlan[];
}
