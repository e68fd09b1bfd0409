/** The name of a member that `readExactJson` leaves out, as it would look like a number. */
export const RESERVED = '$number';

/** Whether a JSON text holds a member of that name: it could not be sent as it is written. */
export function hasReserved(text: string): boolean {
  let found = false;
  JSON.parse(text, (name, value: unknown) => {
    if (name === RESERVED) found = true;
    return value;
  });
  return found;
}
