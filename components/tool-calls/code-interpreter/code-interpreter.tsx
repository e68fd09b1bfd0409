import { SquareTerminal } from 'lucide-react';
import type { CodeInterpreterCall, CodeOutput } from '#lib/domain/tool-call.ts';
import { CodeBlock } from '../../code/code-block.tsx';
import { JsonText } from '../../json/json-text.tsx';
import { LogView } from '../../log/log-view.tsx';
import { FileImage } from '../../ui/file-image.tsx';
import { cutOf, type ToolCallContext, type ToolCallView } from '../renderer.ts';

/** Python code with what it gave, in the order in which the source sent it. */
function CodeInterpreter({ call, context }: { call: CodeInterpreterCall; context: ToolCallContext }) {
  const { input, outputs } = call;
  return (
    <>
      {input === null ? (
        <Nothing>The source did not return the code.</Nothing>
      ) : (
        <CodeBlock code={input.text} language="python" label="Input" {...cutOf(input, context)} />
      )}
      {outputs.length === 0 ? <Nothing>No output: nothing was printed and no image was made.</Nothing> : null}
      {outputs.map((output, i) => (
        <Output
          key={i}
          output={output}
          label={outputs.length === 1 ? '' : ` ${i + 1} of ${outputs.length}`}
          context={context}
        />
      ))}
    </>
  );
}

function Output({ output, label, context }: { output: CodeOutput; label: string; context: ToolCallContext }) {
  if (output.type === 'logs') {
    return <LogView text={output.logs.text} label={`Logs${label}`} {...cutOf(output.logs, context)} />;
  }
  if (output.type === 'image') {
    if (output.fileId === null) return <Nothing>An image whose file the source did not name.</Nothing>;
    const known = context.fileName?.(output.fileId) ?? null;
    return (
      <FileImage
        src={context.fileUrl(output.fileId)}
        fileId={output.fileId}
        name={known}
        alt={`Image made by the code, ${known ?? output.fileId}`}
      />
    );
  }
  return (
    <JsonText
      text={output.payload.text}
      label={`Output of type ${output.name}${label}`}
      {...cutOf(output.payload, context)}
    />
  );
}

function Nothing({ children }: { children: string }) {
  return <p className="text-meta text-ink-2">{children}</p>;
}

export const codeInterpreterView: ToolCallView<CodeInterpreterCall> = {
  kind: 'code_interpreter',
  icon: SquareTerminal,
  Rendered: CodeInterpreter,
};
