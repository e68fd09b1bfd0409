import { Untrusted } from './bidi.tsx';

/** A word as a machine wrote it, in mono. */
export function MonoText({ text }: { text: string }) {
  return (
    <span className="font-mono tracking-[-0.02em]">
      <Untrusted text={text} />
    </span>
  );
}
