/**
 * Preloaded by every npm script (`node --import`), so plain JavaScript that an old Node understands: says in one sentence
 * what is wrong instead of failing on syntax. On Linux `npm ci` brings a fitting Node, found first by `npm run`.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 22)) {
  console.error(
    `Runlens needs Node 22.22 or newer, and this is Node ${process.versions.node}: install Node 24, or run "npm ci" again on Linux (x64, arm64), where it brings its own.`,
  );
  process.exit(1);
}
