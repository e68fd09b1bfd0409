import 'server-only';
import type { SourceReader } from '../dialect.ts';
import type { Upstream } from '../upstream-fetch.ts';
import { assistantToDomain } from './assistant-to-domain.ts';
import { getObject } from './client.ts';
import { fileToDomain } from './file-to-domain.ts';
import { checkId } from './run-key.ts';

/**
 * Reads what runs refer to: assistants and files. These name no `parent`: files expire one by one, and one of them gone
 * says nothing about the host.
 */
export function fileReader(upstream: Upstream): Pick<SourceReader, 'getAssistant' | 'getFile' | 'getFileContent'> {
  return {
    async getAssistant(assistantId, signal) {
      const path = ['assistants', checkId(assistantId, 'assistant')];
      const request = { capability: 'assistant', path, object: assistantId, what: 'assistant', signal } as const;
      return assistantToDomain((await getObject(upstream, request)).value, assistantId);
    },

    async getFile(fileId, signal) {
      const path = ['files', checkId(fileId, 'file')];
      const request = { capability: 'file', path, object: fileId, what: 'file', signal } as const;
      return fileToDomain((await getObject(upstream, request)).value, fileId);
    },

    async getFileContent(fileId, signal) {
      const path = ['files', checkId(fileId, 'file'), 'content'];
      return upstream.getBytes({ capability: 'file_content', path, object: fileId, signal });
    },
  };
}
