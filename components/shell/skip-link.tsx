/** Id of every page's `main`. */
export const MAIN_ID = 'main';

/** First stop of the keyboard: past the bar to the page. */
export function SkipLink() {
  return (
    <a
      href={`#${MAIN_ID}`}
      className="absolute top-2 left-2 z-50 -translate-y-16 rounded-control bg-accent px-3 py-1.5 font-medium text-on-accent focus:translate-y-0"
    >
      Skip to content
    </a>
  );
}
