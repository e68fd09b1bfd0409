/** What the last stage of a Dockerfile says, as far as it is needed to run its server without an engine. */
export interface ImageRecipe {
  /** Folder of the stage that built what is copied. */
  builtIn: string;
  folder: string;
  environment: Record<string, string>;
  copies: { from: string; to: string }[];
  volume: string;
  user: string;
  healthcheck: string[];
  command: string[];
}

const words = (json: string): string[] => {
  const list: unknown = JSON.parse(json.slice(json.indexOf('[')));
  if (!Array.isArray(list) || !list.every((item) => typeof item === 'string'))
    throw new Error(`not an exec form: ${json}`);
  return list;
};

/** Reads a recipe; throws where it uses a form that this reader does not know, so that nothing is skipped unseen. */
export function readDockerfile(text: string): ImageRecipe {
  const lines = text
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line));
  const last = lines.findLastIndex((line) => line.startsWith('FROM '));
  const builtIn = lines
    .slice(0, last)
    .findLast((line) => line.startsWith('WORKDIR '))
    ?.slice('WORKDIR '.length);
  const recipe: ImageRecipe = {
    builtIn: builtIn ?? '/',
    folder: '/',
    environment: {},
    copies: [],
    volume: '',
    user: 'root',
    healthcheck: [],
    command: [],
  };
  for (const line of lines.slice(last + 1)) {
    const [keyword = '', ...rest] = line.split(' ');
    const value = rest.join(' ').trim();
    if (keyword === 'WORKDIR') recipe.folder = value;
    else if (keyword === 'VOLUME') recipe.volume = value;
    else if (keyword === 'USER') recipe.user = value;
    else if (keyword === 'CMD') recipe.command = words(value);
    else if (keyword === 'HEALTHCHECK') recipe.healthcheck = words(value.slice(value.indexOf('CMD ')));
    else if (keyword === 'ENV') {
      for (const pair of rest) recipe.environment[pair.split('=')[0] ?? ''] = pair.slice(pair.indexOf('=') + 1);
    } else if (keyword === 'COPY') {
      const [stage, from = '', to = ''] = rest;
      if (!stage?.startsWith('--from=')) throw new Error(`copies from outside the build: ${line}`);
      recipe.copies.push({ from, to });
    } else if (keyword !== 'RUN' && keyword !== 'EXPOSE') throw new Error(`unknown: ${line}`);
  }
  return recipe;
}
