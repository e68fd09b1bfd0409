import 'server-only';
import { agreedSecret } from '../archive/agreed-secret.ts';
import { accessRecords } from './access-records.ts';

/** What cookies are sealed with. */
export function sessionSecret(): Promise<string> {
  return agreedSecret('session', accessRecords);
}
