import { useMemo } from 'react';
import { shortId } from '#lib/domain/ids.ts';
import { readLog } from '#lib/domain/log-text.ts';
import type { LongText } from '#lib/domain/long-text.ts';
import type { CodeInterpreterCall, CodeOutput } from '#lib/domain/tool-call.ts';
import { CodeBlock } from '../../code/code-block.tsx';
import { JsonText } from '../../json/json-text.tsx';
import { LogView } from '../../log/log-view.tsx';
import { FileImage } from '../../ui/file-image.tsx';
import { cutOf, linkedLines, linkedPath, type ToolCallContext } from '../renderer.ts';

/** Python code with what it gave, in the order in which the source sent it. */
export function CodeInterpreter({ call, context }: { call: CodeInterpreterCall; context: ToolCallContext }) {
  const { input, outputs } = call;
  const first = outputs.findIndex((output) => output.type !== 'image');
  return (
    <>
      {input === null ? (
        <Nothing>The source did not return the code.</Nothing>
      ) : (
        <CodeBlock code={input.text} language="python" label="Input" {...cutOf(input, context)} />
      )}
      {outputs.length === 0 ? (
        <Nothing>{context.goesOn ? 'No output yet.' : 'No output: nothing was printed and no image was made.'}</Nothing>
      ) : null}
      {outputs.map((output, i) => (
        <Output
          key={i}
          output={output}
          place={i}
          first={i === first}
          label={placeInKind(outputs, output)}
          context={context}
        />
      ))}
    </>
  );
}

/** Which of several outputs of its kind it is: ` 1 of 2`. */
function placeInKind(outputs: readonly CodeOutput[], output: CodeOutput): string {
  const alike = outputs.filter((other) => other.type === output.type);
  return alike.length === 1 ? '' : ` ${alike.indexOf(output) + 1} of ${alike.length}`;
}

interface OutputProps {
  /** Place among the outputs of the call, from 0. */
  place: number;
  /** Whether this is the text that a link means which names none. */
  first: boolean;
  label: string;
  context: ToolCallContext;
}

function Output({ output, ...props }: OutputProps & { output: CodeOutput }) {
  const { place, first, label, context } = props;
  if (output.type === 'logs') return <Logs logs={output.logs} {...props} />;
  if (output.type === 'image') return <Image fileId={output.fileId} context={context} />;
  return (
    <JsonText
      text={output.payload.text}
      label={`Output of type ${output.name}${label}`}
      {...linkedPath(context, String(place), first)}
      {...cutOf(output.payload, context)}
    />
  );
}

function Logs({ logs, place, first, label, context }: OutputProps & { logs: LongText }) {
  const { text, truncated = false } = logs;
  const source = useMemo(() => readLog(text, !truncated), [text, truncated]);
  return (
    <LogView
      source={source}
      label={`Logs${label}`}
      cut={cutOf(logs, context)}
      distant={context.text?.(`outputs.${place}.logs`)}
      {...linkedLines(context, String(place), first)}
    />
  );
}

function Image({ fileId, context }: { fileId: string | null; context: ToolCallContext }) {
  if (fileId === null) return <Nothing>An image whose file the source did not name.</Nothing>;
  const known = context.fileName?.(fileId) ?? null;
  return (
    <FileImage
      src={context.fileUrl(fileId)}
      fileId={fileId}
      short={shortId(fileId)}
      name={known}
      alt={`Image made by the code, ${known ?? fileId}`}
      onOpen={context.openImage}
    />
  );
}

function Nothing({ children }: { children: string }) {
  return <p className="text-meta text-ink-2">{children}</p>;
}
