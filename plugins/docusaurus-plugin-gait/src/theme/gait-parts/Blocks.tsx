import { memo, useContext } from 'react';
import type { ReactNode } from 'react';
import type { Block } from '../../report/pages/page.ts';
import { isHeld } from '../../report/walk/stand.ts';
import { Html } from '../gait-data/index.tsx';
import { HeldContext, HeldFromContext, StepContext } from '../gait-walk/desk-context.ts';
import { CodeBlock } from './CodeBlock.tsx';
import { Gate } from './Gate.tsx';

/** The pieces of a section or step, in order. In a walk, what lies behind a gate that nobody has passed is held. */
export function Blocks({ blocks }: { blocks: readonly Block[] }): ReactNode {
  const step = useContext(StepContext);
  const heldFrom = useContext(HeldFromContext);
  return blocks.map((block, at) => {
    const gatesBefore = blocks.slice(0, at).filter(isGate).length;
    const held = step && isHeld(heldFrom, { index: step.index, gatesBefore }) ? heldFrom?.why : undefined;
    return <BlockView key={block.html} block={block} gate={gatesBefore} held={held} />;
  });
}

function isGate({ kind }: Block): boolean {
  return kind === 'stop' || kind === 'approval';
}

/** Most of a page stays as it is when a step is ticked. */
const BlockView = memo(function BlockView({
  block,
  gate,
  held,
}: {
  block: Block;
  gate: number;
  held: string | undefined;
}): ReactNode {
  switch (block.kind) {
    case 'prose':
      return <Html name={block.html} className="gait-prose" />;
    case 'code':
      return (
        <HeldContext.Provider value={held}>
          <CodeBlock
            html={block.html}
            language={block.language}
            use={block.isOutput ? 'output' : block.isCommand ? 'command' : 'code'}
          />
        </HeldContext.Provider>
      );
    case 'stop':
    case 'approval':
      return <Gate gate={block} index={gate} />;
  }
});
