'use client';

import { createContext } from 'react';

/** Why the images of what is shown are not given to who reads, as a sentence; null where they are. Then none is asked for. */
export const WithheldImages = createContext<string | null>(null);
