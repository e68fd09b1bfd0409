import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// Milliseconds: contents that are fetched apart take longer on busy machines.
configure({ asyncUtilTimeout: 5_000 });
afterEach(cleanup);
