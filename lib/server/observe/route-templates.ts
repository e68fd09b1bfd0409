import 'server-only';

/** What the framework's build writes down of its routes (`routes-manifest.json`), as far as it is needed. */
export interface RoutesManifest {
  staticRoutes: readonly { page: string; regex: string }[];
  dynamicRoutes: readonly { page: string; regex: string }[];
}

/** Everything below the framework's own folder: hashed files and what is asked for in vain there. */
export const FILES = '/_next';
/** Whatever no route is for: files of `public`, and addresses that do not exist. */
const NO_ROUTE = 'none';

/**
 * The template of a path, such as `/runs/[source]/[key]`: for labels and the log, in which nothing of the path itself may
 * stand. Takes a path without its query.
 */
export function routeTemplates({ staticRoutes, dynamicRoutes }: RoutesManifest): (path: string) => string {
  const plain = new Set(staticRoutes.map(({ page }) => page));
  const patterns = dynamicRoutes.map(({ page, regex }) => ({ page, pattern: new RegExp(regex) }));
  return (path) => {
    if (path === FILES || path.startsWith(`${FILES}/`)) return FILES;
    if (plain.has(path)) return path;
    return patterns.find(({ pattern }) => pattern.test(path))?.page ?? NO_ROUTE;
  };
}
