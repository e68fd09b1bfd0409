/** Runs of the Assistants API for tests of imports, each with its steps, its messages and a file. */
export interface MadeImport {
  body: string;
  runs: MadeRun[];
}

export interface MadeRun {
  key: string;
  id: string;
  steps: string[];
  messages: string[];
  /** A file of the export kind, and its bytes. */
  file: { id: string; bytes: string };
}

const BEGAN = 1_780_000_000;

/** An import of one file: `count` runs named after `name`, each of `steps` steps of about so many characters. */
export function madeImport(name: string, count: number, steps: number, characters = 1000): MadeImport {
  const runs = Array.from({ length: count }, (_, n) => madeRun(`${name}x${n}`, steps));
  const objects = runs.flatMap((run, n) => objectsOf(run, n, characters));
  const files = runs.map(({ file }) => ({ fileId: file.id, base64: Buffer.from(file.bytes).toString('base64') }));
  return { runs, body: bundle(objects, files) };
}

function madeRun(name: string, steps: number): MadeRun {
  const [id, thread] = [`run_${name}`, `thread_${name}`];
  const file = { id: `file_${name}`, bytes: `bytes of ${name}` };
  return {
    id,
    key: `${thread}.${id}`,
    steps: Array.from({ length: steps }, (_, n) => `step_${name}x${n}`),
    messages: [`msg_${name}q`, `msg_${name}a`],
    file,
  };
}

function bundle(objects: object[], files: object[]): string {
  return JSON.stringify({ runlens: 1, exportedAt: new Date(BEGAN * 1000).toISOString(), runs: [], objects, files });
}

function objectsOf(run: MadeRun, n: number, characters: number): object[] {
  const { id, key, steps, messages, file } = run;
  const [thread = ''] = key.split('.');
  const at = BEGAN + n * 60;
  const wire = (kind: string, own: string, later: number, more: object) => ({
    kind,
    id: own,
    threadId: thread,
    runId: kind === 'run' || own === messages[0] ? null : id,
    createdAt: (at + later) * 1000,
    text: JSON.stringify({ id: own, thread_id: thread, created_at: at + later, ...more }),
  });
  const text = (value: string) => [{ type: 'text', text: { value, annotations: [] } }];
  const [question = '', answer = ''] = messages;
  const call = { id: `call_${id}`, type: 'code_interpreter' };
  return [
    wire('message', question, -1, { object: 'thread.message', role: 'user', content: text(`What of ${id}?`) }),
    wire('run', id, 0, {
      object: 'thread.run',
      assistant_id: 'asst_made',
      status: 'completed',
      model: 'gpt-4o',
      started_at: at,
      completed_at: at + 50,
    }),
    ...steps.map((step, i) =>
      wire('step', step, i + 1, {
        object: 'thread.run.step',
        run_id: id,
        type: 'tool_calls',
        status: 'completed',
        completed_at: at + i + 2,
        step_details: {
          type: 'tool_calls',
          tool_calls: [
            {
              ...call,
              code_interpreter: {
                input: `look(${i})`,
                outputs: [
                  { type: 'logs', logs: `${id} step ${i} `.repeat(Math.ceil(characters / (id.length + 8))) },
                  ...(i === 0 ? [{ type: 'image', image: { file_id: file.id } }] : []),
                ],
              },
            },
          ],
        },
      }),
    ),
    wire('message', answer, 49, {
      object: 'thread.message',
      run_id: id,
      assistant_id: 'asst_made',
      role: 'assistant',
      content: text(`This of ${id}.`),
    }),
  ];
}
