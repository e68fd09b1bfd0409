import type { IconNode } from 'lucide';

type Shape = IconNode[number][1];

const paths = new WeakMap<IconNode, string>();

/**
 * All strokes of an icon as the data of one SVG path, so that an icon is two elements however many shapes it has: pages draw
 * a hundred of them. Fills of single shapes are left out.
 */
export function iconPath(icon: IconNode): string {
  const known = paths.get(icon);
  if (known !== undefined) return known;
  const path = icon.map(([tag, shape]) => shapePath(tag, shape)).join('');
  paths.set(icon, path);
  return path;
}

function shapePath(tag: string, shape: Shape): string {
  const at = (name: string, otherwise = 0) => Number(shape[name] ?? otherwise);
  switch (tag) {
    case 'path':
      // A path may begin with a relative move, which would go on from the end of the shape before it.
      return String(shape.d).replace(/^m/, 'M0 0m');
    case 'line':
      return `M${at('x1')} ${at('y1')}L${at('x2')} ${at('y2')}`;
    case 'rect': {
      const rx = at('rx', at('ry'));
      return rectPath(at('x'), at('y'), at('width'), at('height'), rx, at('ry', rx));
    }
    case 'circle':
      return rectPath(at('cx') - at('r'), at('cy') - at('r'), 2 * at('r'), 2 * at('r'), at('r'), at('r'));
    case 'ellipse':
      return rectPath(at('cx') - at('rx'), at('cy') - at('ry'), 2 * at('rx'), 2 * at('ry'), at('rx'), at('ry'));
    default:
      return `M${String(shape.points)}${tag === 'polygon' ? 'z' : ''}`;
  }
}

/** A rectangle with elliptic corners; corners of half its size make it an ellipse. */
function rectPath(x: number, y: number, width: number, height: number, rx: number, ry: number): string {
  const corner = (dx: number, dy: number) => `a${rx} ${ry} 0 0 1 ${dx} ${dy}`;
  const across = width - 2 * rx;
  const down = height - 2 * ry;
  return `M${x + rx} ${y}h${across}${corner(rx, ry)}v${down}${corner(-rx, ry)}h${-across}${corner(-rx, -ry)}v${-down}${corner(rx, -ry)}z`;
}
