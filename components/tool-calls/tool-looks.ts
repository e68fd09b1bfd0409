import {
  AppWindow,
  Bot,
  Database,
  FileSearch,
  FolderSearch,
  Globe,
  ListTree,
  type IconNode,
  MousePointerClick,
  Plug,
  SquareFunction,
  SquareTerminal,
  Telescope,
  TextSearch,
  Webhook,
  Wrench,
  Zap,
} from 'lucide';
import type { ToolCall } from '#lib/domain/tool-call.ts';

interface ToolLook {
  kind: ToolCall['kind'];
  /** For tools without a kind of their own: the source's words for the tool. */
  types?: readonly string[];
  icon: IconNode;
}

/**
 * How each tool is told apart and what stands for it in a row; what a call of it shows is in the registry, which is fetched
 * when a call is opened. The last takes whatever the others do not know.
 */
const LOOKS = {
  codeInterpreter: { kind: 'code_interpreter', icon: SquareTerminal },
  fileSearch: { kind: 'file_search', icon: FileSearch },
  functionCall: { kind: 'function', icon: SquareFunction },
  mcp: { kind: 'other', types: ['mcp'], icon: Plug },
  listTools: { kind: 'other', types: ['mcp_list_tools'], icon: ListTree },
  webSearch: { kind: 'other', types: ['bing_grounding', 'bing_custom_search'], icon: Globe },
  azureAiSearch: { kind: 'other', types: ['azure_ai_search'], icon: TextSearch },
  sharepoint: { kind: 'other', types: ['sharepoint_grounding'], icon: FolderSearch },
  /** `microsoft_fabric` is the word of the type definitions, `fabric_dataagent` the one on the wire (2025). */
  dataAgent: { kind: 'other', types: ['fabric_dataagent', 'microsoft_fabric'], icon: Database },
  deepResearch: { kind: 'other', types: ['deep_research'], icon: Telescope },
  openapi: { kind: 'other', types: ['openapi'], icon: Webhook },
  azureFunction: { kind: 'other', types: ['azure_function'], icon: Zap },
  connectedAgent: { kind: 'other', types: ['connected_agent'], icon: Bot },
  browserAutomation: { kind: 'other', types: ['browser_automation'], icon: AppWindow },
  computerUse: { kind: 'other', types: ['computer_use_preview'], icon: MousePointerClick },
  other: { kind: 'other', icon: Wrench },
} as const satisfies Record<string, ToolLook>;

export type ToolName = keyof typeof LOOKS;
/** The calls that the tool of a name takes. */
export type CallOf<Name extends ToolName> = Extract<ToolCall, { kind: (typeof LOOKS)[Name]['kind'] }>;

const NAMES = Object.keys(LOOKS) as ToolName[];

/** Which tool a call is of: by its kind, without one of its own by its type. */
export function toolOf(call: ToolCall): ToolName {
  const fits = ({ kind, types }: ToolLook) => kind === call.kind && (types === undefined || types.includes(call.type));
  return NAMES.find((name) => fits(LOOKS[name])) ?? 'other';
}

/** The icon of a call's tool. */
export function toolIcon(call: ToolCall): IconNode {
  return LOOKS[toolOf(call)].icon;
}
