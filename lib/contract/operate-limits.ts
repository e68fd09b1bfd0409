/** Bounds of the protocol (reference of the vendor's API) and, where it names none, of what a form can hold. */
export const OPERATE_LIMITS = {
  /** Pairs of a run's metadata, characters of a key and of a value. */
  pairs: 16,
  key: 64,
  value: 512,
  /** Characters of instructions and of one message or output. */
  text: 512 * 1024,
  /** Messages added, tools, pending calls answered. */
  messages: 100,
  tools: 128,
  calls: 128,
  /** Levels of JSON in tools, formats and messages. */
  levels: 50,
  /** Bytes of a body. */
  body: 1024 * 1024,
} as const;
