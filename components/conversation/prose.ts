/** Running text with everything Markdown makes of it. */
export const PROSE = [
  'grid grid-cols-[minmax(0,1fr)] gap-[11px] text-prose tracking-[-0.006em] wrap-anywhere text-pretty',
  '[&_strong]:font-semibold [&_em]:italic [&_del]:line-through',
  '[&_:is(h1,h2,h3,h4,h5,h6)]:font-semibold',
  '[&_ul]:grid [&_ul]:list-disc [&_ul]:gap-[5px] [&_ul]:ps-4 [&_ul]:marker:text-[0.8em] [&_ul]:marker:text-ink-3',
  '[&_ol]:grid [&_ol]:list-decimal [&_ol]:gap-[5px] [&_ol]:ps-5 [&_ol]:marker:text-ink-3',
  // A task's box stands where the bullet would.
  '[&_ul>.task-list-item]:-ms-4 [&_ul>.task-list-item]:list-none [&_.task-list-item_input]:me-1 [&_.task-list-item_input]:-translate-y-px [&_.task-list-item_input]:align-middle',
  '[&_.footnotes]:grid [&_.footnotes]:gap-1.5 [&_.footnotes]:border-t [&_.footnotes]:border-line [&_.footnotes]:pt-2.5 [&_.footnotes]:text-ui [&_.footnotes]:text-ink-2 [&_.footnotes_h4]:text-meta [&_.footnotes_li:target]:bg-accent-soft',
  '[&_blockquote]:border-s-2 [&_blockquote]:border-line-strong [&_blockquote]:ps-3 [&_blockquote]:text-ink-2',
  '[&_hr]:border-line',
  '[&_:not(pre)>code]:rounded-chip [&_:not(pre)>code]:bg-inset [&_:not(pre)>code]:px-1 [&_code]:font-mono [&_code]:text-[0.92em] [&_code]:tracking-[-0.02em]',
  '[&_pre]:overflow-x-auto [&_pre]:rounded-card [&_pre]:border [&_pre]:border-line [&_pre]:bg-inset [&_pre]:px-3 [&_pre]:py-2 [&_pre]:text-meta',
  '[&_table]:w-full [&_table]:text-ui [&_th]:border-b [&_th]:border-line-strong [&_th]:py-1 [&_th:not(:first-child)]:ps-3 [&_th]:text-start [&_th]:font-medium [&_th]:text-ink-2',
  '[&_td]:border-b [&_td]:border-line [&_td]:py-1 [&_td:not(:first-child)]:ps-3',
].join(' ');
