import { isJsonObject, type Json, numberText } from '#lib/domain/json.ts';
import { JsonTree } from '../../json/json-tree.tsx';
import type { JsonLink } from '../../json/node-tree.tsx';
import { type Field, FieldList } from '../../ui/field-list.tsx';
import { MonoText } from '../../ui/mono-text.tsx';

/** One thing to do on a screen, field by field (`click` at x and y, `type` a text, …). `place` counts from 1, `linkOf` links into a part by its place. */
export function Action({
  action,
  place,
  linkOf,
}: {
  action: Json;
  place: number | null;
  linkOf: (part: number) => JsonLink;
}) {
  if (!isJsonObject(action)) return <JsonTree value={action} label="Action" {...linkOf(0)} />;
  const { type, ...rest } = action;
  const label = place === null ? 'Action' : `Action ${place}`;
  const fields: Field[] = [{ label, value: valueOf(type ?? null, label, linkOf(0)) }];
  for (const [name, value] of Object.entries(rest)) {
    fields.push({ label: name, value: valueOf(value, name, linkOf(fields.length)) });
  }
  return <FieldList fields={fields} name={`action${place ?? 1}`} />;
}

function valueOf(value: Json, label: string, link: JsonLink) {
  if (value === null) return null;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return <MonoText text={value} />;
  return (
    numberText(value) ?? (
      <div className="overflow-hidden rounded-control border border-line">
        <JsonTree value={value} label={label} {...link} />
      </div>
    )
  );
}
