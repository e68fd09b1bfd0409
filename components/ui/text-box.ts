/** How the box of lines of fixed-width text looks, such as code and logs. */
export const TEXT_BOX = 'overflow-x-auto bg-inset py-2 font-mono text-meta leading-[19px] tracking-[-0.02em] text-ink';

/** How high one of its lines is, px. */
export const TEXT_LINE_HEIGHT = 19;
