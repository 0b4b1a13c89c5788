import type { ReactNode } from 'react';
import { CodeFrame } from '../gait-parts/CodeBlock.tsx';

/** Language of expected output. */
const OUTPUT = 'output';

/**
 * Code on the pages of content-docs, in the place of the classic theme's: it was highlighted when the site was built, so no
 * highlighter and no style reaches the reader.
 */
export default function CodeBlock({
  className = '',
  children,
}: {
  className?: string;
  children?: ReactNode;
}): ReactNode {
  const language = /(?:^|\s)language-(\S+)/u.exec(className)?.[1] ?? '';
  return (
    <CodeFrame use={language === OUTPUT ? 'output' : 'code'} language={language}>
      <code className={className}>{children}</code>
    </CodeFrame>
  );
}
