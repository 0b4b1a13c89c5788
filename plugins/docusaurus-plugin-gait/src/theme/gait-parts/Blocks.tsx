import type { ReactNode } from 'react';
import type { Block } from '../../report/pages/page.ts';
import { Html } from '../gait-data/index.tsx';
import { CodeBlock } from './CodeBlock.tsx';
import { Gate } from './Gate.tsx';

/** The pieces of a section or step, in order. */
export function Blocks({ blocks }: { blocks: readonly Block[] }): ReactNode {
  return blocks.map((block) => <BlockView key={block.html} block={block} />);
}

function BlockView({ block }: { block: Block }): ReactNode {
  switch (block.kind) {
    case 'prose':
      return <Html name={block.html} className="gait-prose" />;
    case 'code':
      return (
        <CodeBlock
          html={block.html}
          language={block.language}
          use={block.isOutput ? 'output' : block.isCommand ? 'command' : 'code'}
        />
      );
    case 'stop':
    case 'approval':
      return <Gate gate={block} />;
  }
}
