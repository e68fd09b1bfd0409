'use client';

import { FolderOpen, Upload } from 'lucide';
import { type ChangeEvent, useId, useRef } from 'react';
import { chosenFiles } from '#lib/client/dropped-files.ts';
import { importText, startImport } from '#lib/client/import-session.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

/**
 * Ways to bring something: files, a folder, a drop, or a text. `first`: it is what the page is for just now. A text that is
 * not taken stays in its field, where its fault can be looked for.
 */
export function ImportChooser({
  first,
  text,
  onText,
}: {
  first: boolean;
  text: string;
  onText: (text: string) => void;
}) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const note = useId();
  const field = useId();
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = chosenFiles(event.target.files);
    event.target.value = '';
    void startImport(chosen);
  };
  return (
    <>
      <section
        aria-label="Files"
        className="grid justify-items-center gap-3 rounded-card border border-dashed border-line-strong bg-panel px-4 py-8 text-center"
      >
        <p className="font-medium">Drop files, folders or zips anywhere on this page</p>
        <div className="flex flex-wrap justify-center gap-2">
          <Button
            variant={first ? 'primary' : 'default'}
            aria-describedby={note}
            onClick={() => files.current?.click()}
            className="pointer-coarse:h-11"
          >
            <Icon of={Upload} size={14} />
            Choose files
          </Button>
          <Button aria-describedby={note} onClick={() => folder.current?.click()} className="pointer-coarse:h-11">
            <Icon of={FolderOpen} size={14} />
            Choose a folder
          </Button>
        </div>
        <p id={note} className="max-w-[62ch] text-meta text-balance text-ink-2">
          Runs, steps, messages, threads and assistants as API JSON, lists of them, lines of JSON, captured event
          streams, recorded exchanges and Runlens exports. They are told apart by what is in them, not by their names.
        </p>
        <input
          ref={files}
          type="file"
          multiple
          hidden
          aria-label="Files to import"
          data-testid="import-files"
          onChange={take}
        />
        <input
          ref={folder}
          type="file"
          hidden
          aria-label="Folder to import"
          data-testid="import-folder"
          onChange={take}
          {...{ webkitdirectory: '' }}
        />
      </section>
      <section aria-label="Text" className="grid gap-2 rounded-card border border-line bg-panel p-4">
        <label htmlFor={field} className="font-medium">
          Or paste JSON
        </label>
        <textarea
          id={field}
          value={text}
          onChange={(event) => onText(event.target.value)}
          spellCheck={false}
          autoComplete="off"
          rows={6}
          placeholder={'{"object":"thread.run", …}'}
          className="w-full resize-y rounded-control border border-line-strong bg-inset px-2.5 py-2 font-mono text-meta"
        />
        <div>
          <Button
            disabled={text.trim() === ''}
            onClick={() => void importText(text).then((taken) => taken && onText(''))}
            className="pointer-coarse:h-11"
          >
            Import text
          </Button>
        </div>
      </section>
    </>
  );
}
