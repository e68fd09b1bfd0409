import type { RecordedStream } from '#lib/domain/recording.ts';
import { formatCount, formatDuration } from '../../ui/format.ts';
import type { Showing } from './replay-context.ts';

const ENDINGS: Record<NonNullable<RecordedStream['ending']>, string> = {
  done: 'the stream ended as it should',
  cut: 'the stream broke off here, so the rest was not recorded',
  left: 'its reader left the stream here, so the rest was not recorded',
  limit: 'the recording was cut here, because it became too large',
};

/** What is going on at the moment that is shown, and what the recording tells of the whole. */
export function momentWords({ recording, length, stalls, firstText, player }: Showing): string {
  const { at } = player;
  const parts: string[] = [];
  const stall = stalls.find(({ from, to }) => at > from && at < to);
  if (at >= length) parts.push(`End of the recording: ${endWords(recording.streams.at(-1))}`);
  else if (stall) parts.push(stallWords(stall.kind, stall.to - stall.from, at - stall.from));
  if (firstText !== null) parts.push(`First text after ${formatDuration(firstText)}`);
  const stalled = stalls.filter(({ kind }) => kind === 'stall');
  if (stalled.length > 0) {
    const longest = Math.max(...stalled.map(({ from, to }) => to - from));
    const times = stalled.length === 1 ? 'once' : `${formatCount(stalled.length)} times`;
    parts.push(`stalled ${times}, for ${formatDuration(longest)}${stalled.length === 1 ? '' : ' at most'}`);
  }
  const { length: streams } = recording.streams;
  if (streams > 1) parts.push(`${formatCount(streams)} streams`);
  parts.push(`${formatCount(recording.events.length)} events, as they arrived at Runlens`);
  return `${capital(parts.join(' · '))}.`;
}

function endWords(stream: RecordedStream | undefined): string {
  return stream?.ending ? ENDINGS[stream.ending] : 'nothing more was recorded';
}

function stallWords(kind: 'stall' | 'between', whole: number, passed: number): string {
  const so = `${formatDuration(passed)} of ${formatDuration(whole)}`;
  return kind === 'stall' ? `Nothing arrives: ${so}` : `No stream was open: ${so}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
