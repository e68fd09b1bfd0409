/** Where a page keeps what is timed: selectors, and how its rows say which step they are. */
export interface PageShape {
  /** The list of steps, or anything inside what scrolls it. */
  list: string;
  /** Every row of the list. */
  row: string;
  /** Rows of steps, which carry their place in the attribute `place`; the first step's is `first`. */
  step: string;
  place: string;
  first: number;
  /** There when all steps have been read. */
  done: string;
  /** Shows the step that was clicked. */
  detail: string;
}

export const RUN_PAGE: PageShape = {
  list: '[role="tree"]',
  row: '[role="treeitem"]',
  step: '[role="treeitem"][aria-level="2"]',
  place: 'aria-posinset',
  first: 1,
  done: 'main[data-steps="complete"]',
  detail: '[role="region"]',
};

/**
 * A floor page: static, without a framework, that lists the same steps and shows the one that is clicked. How fast a page
 * could be on this machine.
 */
export const FLOOR_PAGE: PageShape = {
  list: '#list',
  row: '.row',
  step: '.row',
  place: 'data-i',
  first: 0,
  done: 'body[data-done]',
  detail: '#detail',
};
