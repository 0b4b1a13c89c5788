/** What a page loads once it runs: the walks of this device and the parts that show them. */
export { openSession } from './session.ts';
export { GateControls } from './GateControls.tsx';
export { StartWalk } from './StartWalk.tsx';
export { StepControls } from './StepControls.tsx';
export { TickLine } from './TickLine.tsx';
export { WalkBar } from './WalkBar.tsx';
export { WalkHead } from './WalkHead.tsx';
