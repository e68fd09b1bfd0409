/**
 * JSON as the tree shows it. Unlike values of JavaScript it keeps numbers digit by digit, the order of keys, and keys that
 * occur twice.
 */
export type JsonNode =
  | { type: 'object'; keys: string[]; children: JsonNode[] }
  | { type: 'array'; children: JsonNode[] }
  | { type: 'string'; text: string }
  /** Numbers, true, false and null, as they are written. */
  | { type: 'number' | 'literal'; text: string };

export type JsonContainer = Extract<JsonNode, { children: JsonNode[] }>;

/** Whether a node is an object or an array. */
export function isContainer(node: JsonNode): node is JsonContainer {
  return node.type === 'object' || node.type === 'array';
}

/**
 * Reads a value of JavaScript, however deep. What JSON cannot hold (undefined, functions) stands as null; a number that
 * JavaScript cannot hold comes as an object with its digits under `$number`.
 */
export function nodeOfValue(value: unknown): JsonNode {
  const root = shallow(value);
  const open: [JsonNode, unknown][] = [[root, value]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, own] = next;
    if (node.type === 'array' && Array.isArray(own)) {
      for (const item of own as unknown[]) {
        const child = shallow(item);
        node.children.push(child);
        if (isContainer(child)) open.push([child, item]);
      }
    } else if (node.type === 'object') {
      for (const [key, item] of Object.entries(own as Record<string, unknown>)) {
        if (item === undefined) continue;
        const child = shallow(item);
        node.keys.push(key);
        node.children.push(child);
        if (isContainer(child)) open.push([child, item]);
      }
    }
  }
  return root;
}

function shallow(value: unknown): JsonNode {
  if (typeof value === 'string') return { type: 'string', text: value };
  if (typeof value === 'number') return { type: 'number', text: String(value) };
  if (typeof value === 'boolean') return { type: 'literal', text: String(value) };
  if (Array.isArray(value)) return { type: 'array', children: [] };
  if (typeof value === 'object' && value !== null) {
    const digits = '$number' in value ? value.$number : null;
    return typeof digits === 'string' ? { type: 'number', text: digits } : { type: 'object', keys: [], children: [] };
  }
  return { type: 'literal', text: 'null' };
}
