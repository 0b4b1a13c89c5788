/** What a page loads once it runs: the walks of this device and the parts that show them. */
export { KeepButton } from '../gait-offline/KeepButton.tsx';
export { openSession } from './session.ts';
export { watchPublished } from './published.ts';
export { PublishedNotice } from './PublishedNotice.tsx';
export { GateControls } from './GateControls.tsx';
export { StartWalk } from './StartWalk.tsx';
export { StepControls } from './StepControls.tsx';
export { TickLine } from './TickLine.tsx';
export { WalkBar } from './WalkBar.tsx';
export { WalkHead } from './WalkHead.tsx';
