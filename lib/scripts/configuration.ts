import { ConfigurationError } from '../server/configuration-error.ts';
import { type Environment, pinPaths, readEnvironment } from '../server/env.ts';

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
