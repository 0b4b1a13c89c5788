import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';

/** Starts the browser, with the arguments that leave its own protections on. */
export async function launchBrowser() {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox', '--headless'],
  });
}
