import 'server-only';
import { currentRequest } from '../observe/request-record.ts';

/**
 * Says that the page that is being drawn will be shown, whatever drawing brings: its head leaves with status 200. Browsers
 * prepare a process and fetch styles meanwhile. Nothing happens where another program holds the connections.
 */
export function sendPageHead(): void {
  currentRequest()?.sendPageHead?.();
}
