import { text } from 'node:stream/consumers';
import { hashPassword } from '../server/password-hash.ts';

/** `npm run hash-password`: reads a password on standard input and prints its hash as the last line. */
async function main(): Promise<number> {
  if (process.stdin.isTTY) console.error('Type the password, then Enter and Ctrl+D:');
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  if (password.length < 8 || /[\r\n]/.test(password)) {
    console.error('The password must be one line of 8 characters or more.');
    return 1;
  }
  console.log(await hashPassword(password));
  return 0;
}

process.exitCode = await main();
