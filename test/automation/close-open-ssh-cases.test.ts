import { describeEightCases } from './eight-cases.ts';
import { scene } from './scenes/close-open-ssh.ts';

await describeEightCases(scene);
