import Head from '@docusaurus/Head';
import Link from '@docusaurus/Link';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { useHistory } from '@docusaurus/router';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { MovedData } from '../../report/pages/moved.ts';
import { usePage } from '../gait-data/index.tsx';
import { PageFrame } from '../gait-parts/PageFrame.tsx';

/** The former address of something: leads on at once, with a link for who is not led. */
export function MovedPage(): ReactNode {
  const { data } = usePage<MovedData>();
  const history = useHistory();
  const target = useBaseUrl(data.path);
  useEffect(() => history.replace(`${target}${window.location.hash}`), [history, target]);
  return (
    <PageFrame>
      <Head>
        <meta name="robots" content="noindex" />
        <link rel="canonical" href={target} />
      </Head>
      <p>
        {data.words} <Link to={data.path}>{data.title}</Link>.
      </p>
    </PageFrame>
  );
}
