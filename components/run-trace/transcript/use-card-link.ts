import { useMemo } from 'react';
import { findOfCard, findsOfCard } from '#lib/domain/card-finds.ts';
import { placeOf } from '#lib/domain/trace-state.ts';
import type { TextLinks } from '../../tool-calls/renderer.ts';
import { isSelected, type TranscriptView } from './transcript-view.ts';

/**
 * What the address says of the texts of an open card: what is looked for in them under the number of its step, whatever is
 * selected; of the selected card also what a link to its step says.
 */
export function useCardLink(view: TranscriptView, step: string, call: number | null): TextLinks | undefined {
  const { state, selection } = view;
  const { text, setText, finds, setFind } = selection;
  const selected = isSelected(view, step, call);
  const number = placeOf(state, step) + 1;
  const card = number === 0 ? null : `turn.${number}${call === null ? '' : `.${call + 1}`}`;
  return useMemo(() => {
    if (card === null) return selected ? { place: text, onChange: setText, finds, onFind: setFind } : undefined;
    const own = findsOfCard(finds, card);
    const linked = selected ? (finds ?? []).filter(({ out }) => !own.some((find) => find.out === out)) : [];
    return {
      place: selected ? text : null,
      onChange: selected ? setText : null,
      finds: [...own, ...linked],
      onFind: (find) => {
        if (linked.some(({ out }) => out === find.out)) setFind({ ...find, words: '' });
        setFind(findOfCard(find, card));
      },
    };
  }, [card, finds, selected, setFind, setText, text]);
}
