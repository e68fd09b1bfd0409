/** What to say of an image that does not load. */
export function MissingImage() {
  return (
    <p className="min-w-0 flex-1 text-ink-2">
      This image cannot be loaded. Sources delete the files of a run after a while, and this one may be gone.
    </p>
  );
}
