import 'server-only';

/** The address of a connection, set by the server itself over whatever a client sends. */
export const PEER_HEADER = 'x-runlens-peer';
/** Names of headers that came more than once, with commas; set like the address. */
export const REPEATED_HEADER = 'x-runlens-repeated';
/** `1` where the request came with headers of a proxy, else `0`; set like the address. */
export const FORWARDED_HEADER = 'x-runlens-forwarded';
