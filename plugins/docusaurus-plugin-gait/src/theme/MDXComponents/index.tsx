import MDXComponents from '@theme-init/MDXComponents';
import type { ComponentProps, ReactNode } from 'react';

/** A table that is wider than the page scrolls in a frame of its own, which the keyboard reaches. */
function Table(props: ComponentProps<'table'>): ReactNode {
  return (
    <div className="gait-table" role="group" aria-label="Table" tabIndex={0}>
      <table {...props} />
    </div>
  );
}

/** A heading without words is no heading. */
function HeadingCell({ children, ...props }: ComponentProps<'th'>): ReactNode {
  return children === undefined ? <td {...props} /> : <th {...props}>{children}</th>;
}

/** What Markdown becomes on the pages of content-docs. */
export default { ...MDXComponents, table: Table, th: HeadingCell };
