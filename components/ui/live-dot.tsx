/** A dot in the colour of its text with a ring that pulses; `still` leaves the ring out. */
export function LiveDot({ still = false }: { still?: boolean }) {
  return (
    <span aria-hidden className="relative size-[7px] flex-none rounded-full bg-current">
      {still ? null : (
        <span className="absolute -inset-[3px] animate-pulse rounded-full border-[1.5px] border-current opacity-45 motion-reduce:animate-none" />
      )}
    </span>
  );
}
