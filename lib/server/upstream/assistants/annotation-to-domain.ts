import 'server-only';
import type { Annotation } from '../../../domain/message.ts';
import type { WireObject } from './wire.ts';

/** Maps one annotation of a message's text (`file_citation`, `file_path`, Azure's `url_citation`, or another word). */
export function annotationToDomain(annotation: WireObject): Annotation {
  const type = annotation.text('type') ?? 'unknown';
  const detail = annotation.part(type) ?? annotation;
  return {
    type,
    text: annotation.text('text'),
    start: annotation.number('start_index'),
    end: annotation.number('end_index'),
    fileId: detail.text('file_id'),
    quote: detail.text('quote'),
    url: detail.text('url'),
    title: detail.text('title'),
    extra: annotation.rest(),
  };
}
