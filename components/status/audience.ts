'use client';

import { createContext } from 'react';

/** Whether who reads was given a link: "you", the server and team of the owner, is then "the caller". */
export const Recipient = createContext(false);
