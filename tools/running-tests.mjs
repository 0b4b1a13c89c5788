// A reporter of vitest that keeps a list of the test files that are running, so that `npm test` can name them when it must stop them.
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

/** File that the list is written to: one path per line. */
const LIST = process.env.GAIT_RUNNING_TESTS;

export default class RunningTests {
  #running = new Set();

  onTestModuleStart(module) {
    this.#running.add(module.moduleId);
    this.#write();
  }

  onTestModuleEnd(module) {
    this.#running.delete(module.moduleId);
    this.#write();
  }

  #write() {
    if (LIST) writeFileSync(LIST, [...this.#running].map((file) => `${relative('.', file)}\n`).join(''));
  }
}
