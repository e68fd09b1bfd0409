import { Untrusted } from './bidi.tsx';

/** A word as a machine wrote it, in mono. */
export function MonoText({ text }: { text: string }) {
  return <Untrusted text={text} className="font-mono tracking-[-0.02em]" />;
}
