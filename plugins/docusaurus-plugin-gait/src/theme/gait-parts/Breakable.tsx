import { Fragment } from 'react';
import type { ReactNode } from 'react';

/**
 * A long id such as `s3_bucket_public_access`, which a narrow screen breaks behind underscores, colons and slashes and not in the
 * middle of a word.
 */
export function Breakable({ id }: { id: string }): ReactNode {
  return id.split(/(?<=[_:/])/u).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
