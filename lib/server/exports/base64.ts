import 'server-only';

/** Base64 of bytes that arrive in chunks of any size; the pieces put together are that of all bytes. */
export async function* base64Chunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of bytes) {
    const all = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    const whole = all.length - (all.length % 3);
    rest = Uint8Array.from(all.subarray(whole));
    if (whole > 0) yield all.toString('base64', 0, whole);
  }
  if (rest.length > 0) yield Buffer.from(rest).toString('base64');
}
