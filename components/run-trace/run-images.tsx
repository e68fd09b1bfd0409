import { useMemo } from 'react';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { withoutPlaces } from '#lib/contract/view-place-params.ts';
import { runImages } from '#lib/domain/run-images.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';
import { ImageViewer } from '../ui/image-viewer.tsx';
import { findFocus } from './kept-focus.tsx';
import type { TraceFacts } from './trace-texts.ts';
import type { Selection } from './use-selection.ts';

/** The viewer with the image of the run that the address names, among all images that were read so far; alone where it is none of them. */
export function RunImages({
  access,
  state,
  facts,
  image,
  selection,
}: {
  access: TraceAccess;
  state: TraceState;
  facts: TraceFacts;
  image: string;
  selection: Selection;
}) {
  const { setImage, setPlaces, places } = selection;
  const { steps, tail } = state;
  const { messages } = facts;
  const all = useMemo(() => {
    const known = runImages(steps, messages, tail);
    const among = known.some(({ fileId }) => fileId === image) ? known : [{ fileId: image, label: image }];
    return among.map((each) => ({ ...each, src: access.fileUrl(each.fileId) }));
  }, [access, image, messages, steps, tail]);
  const onZoom = (zoom: string | undefined) =>
    setPlaces((before) => ({ ...withoutPlaces(before, /^zoom$/), ...(zoom === undefined ? null : { zoom }) }));
  return (
    <ImageViewer
      images={all}
      shown={image}
      onShow={setImage}
      onClose={() => {
        setImage(null);
        // Where the address had opened it, there is no button to go back to.
        requestAnimationFrame(findFocus);
      }}
      kept={{ zoom: places.zoom, onZoom }}
    />
  );
}
