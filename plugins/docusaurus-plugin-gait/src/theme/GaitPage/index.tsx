import React, { type ReactNode } from 'react';
import Layout from '@theme/Layout';
import { PageMetadata } from '@docusaurus/theme-common';
import { Html, usePage } from '@theme/gait-data';

/** Shows any page: its title and its HTML strings. */
export default function GaitPage(): ReactNode {
  const page = usePage();
  return (
    <Layout>
      <PageMetadata title={page.title} description={page.description} />
      <main className="container" key={page.path}>
        <h1>{page.title}</h1>
        {Object.keys(page.html).map((name) => (
          <Html key={name} name={name} />
        ))}
      </main>
    </Layout>
  );
}
