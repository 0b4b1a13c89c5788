import type { Browser } from 'playwright-core';

/** Starts the browser, with the arguments that leave its own protections on. */
export function launchBrowser(): Promise<Browser>;
