import { configurationOrExit } from './configuration.ts';

/** Ends with status 1 and says why when Runlens could not start with the environment as it is. */
configurationOrExit();
