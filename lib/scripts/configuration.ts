import { ConfigurationError } from '../server/configuration-error.ts';
import { type Environment, listenNowhere, pinPaths, readEnvironment } from '../server/env.ts';

/** The checked configuration with its paths made absolute. Where it cannot be used, prints why and ends with status 1. */
export function configurationOrExit(): Environment {
  pinPaths();
  try {
    return readEnvironment();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** The same for a program that works on the archive and serves nobody, so that it needs no way to sign in. */
export function configurationOfToolOrExit(): Environment {
  listenNowhere();
  return configurationOrExit();
}
