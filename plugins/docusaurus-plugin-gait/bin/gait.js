#!/usr/bin/env node
import { createProcessIo } from '../dist/cli/io.js';
import { main } from '../dist/cli/main.js';

// Set, not called: what is still to be written to a pipe is written.
process.exitCode = await main(process.argv.slice(2), createProcessIo());
