import 'server-only';

/** The address of a connection, set by the server itself over whatever a client sends. */
export const PEER_HEADER = 'x-runlens-peer';
