/** Told to the window once a page listens, by the page itself: from then on nothing that is clicked is lost. */
export const PAGE_LISTENS = 'runlens-listens';
