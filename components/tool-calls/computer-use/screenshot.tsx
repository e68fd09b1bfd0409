import { isId, shortId } from '#lib/domain/ids.ts';
import type { JsonObject } from '#lib/domain/json.ts';
import { PayloadFields } from '#lib/domain/tool-payload.ts';
import { JsonValue } from '../../json/json-value.tsx';
import { OtherFields } from '../../json/other-fields.tsx';
import { CopyableId } from '../../ui/copyable-id.tsx';
import { type Field, FieldList } from '../../ui/field-list.tsx';
import { FileImage } from '../../ui/file-image.tsx';
import { MonoText } from '../../ui/mono-text.tsx';
import { WebLink } from '../../ui/web-link.tsx';
import { linkedPath, type ToolCallContext } from '../renderer.ts';

/**
 * The picture that was submitted: drawn where it is a file of the source; elsewhere a link, because fetching it would tell
 * its server who reads; and as text where its bytes stand in the address.
 */
export function Screenshot({ output, context }: { output: JsonObject; context: ToolCallContext }) {
  const fields = new PayloadFields(output, null);
  const type = fields.text('type');
  const file = fields.text('file_id');
  const address = fields.text('image_url');
  const elsewhere = address !== null && !address.startsWith('data:');
  const known = file === null ? null : (context.fileName?.(file) ?? null);
  const list: Field[] = [{ label: 'Output', value: type && <MonoText text={type} /> }];
  if (file !== null && !isId(file)) list.push({ label: 'File ID', value: <CopyableId id={file} /> });
  if (elsewhere) list.push({ label: 'Image', value: <WebLink address={address} /> });
  return (
    <>
      <FieldList fields={list} />
      {isId(file) ? (
        <FileImage
          src={context.fileUrl(file)}
          fileId={file}
          short={shortId(file)}
          name={known}
          alt={`Screenshot, ${known ?? file}`}
          onOpen={context.openImage}
        />
      ) : null}
      {address !== null && !elsewhere ? <JsonValue value={address} label="Image as text" /> : null}
      <OtherFields
        fields={fields.rest()}
        title="Other fields of the output"
        {...linkedPath(context, 'output', false)}
      />
    </>
  );
}
