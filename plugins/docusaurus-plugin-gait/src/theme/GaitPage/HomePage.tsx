import Link from '@docusaurus/Link';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { DatedLink, HomeArea, HomeData } from '../../report/pages/home.ts';
import { usePage } from '../gait-data/index.tsx';
import { AreaMark } from '../gait-parts/AreaMark.tsx';
import { Bar, Legend } from '../gait-parts/Bar.tsx';
import { DateText } from '../gait-parts/DateText.tsx';
import { LEVELS, LEVEL_NAMES, MaturityGlyph } from '../gait-parts/Maturity.tsx';
import { PageFrame, Section } from '../gait-parts/PageFrame.tsx';
import { ReviewCount } from '../gait-parts/ReviewCount.tsx';
import styles from './HomePage.module.css';

/** The first page: the areas with their marks, what is due, what changed, how much of the standards is covered. */
export function HomePage(): ReactNode {
  const { data } = usePage<HomeData>();
  const served = data.frameworks.filter((framework) => framework.covered > 0);
  const unserved = data.frameworks.filter((framework) => framework.covered === 0);
  const total = LEVELS.reduce((sum, level) => sum + data.counts[level], 0);
  return (
    <PageFrame
      heading="Are we taking care of this?"
      lead="Every area has a mark. It comes from the maturity of its SOPs and from how current they are; nobody types it in."
    >
      <section aria-labelledby="areas">
        <h2 id="areas" className={styles.hidden}>
          Areas
        </h2>
        <ul className={styles.areas}>
          {data.areas.map((area) => (
            <AreaRow key={area.path} area={area} />
          ))}
        </ul>
        <div className={styles.foot}>
          <Legend keys={['run', 'walk', 'crawl']} />
          <p>
            <Link to="/reports/scoreboard/">How the marks come about</Link>
          </p>
        </div>
      </section>
      <Section id="numbers" title="In numbers">
        <ul className={styles.numbers}>
          <li>
            <Link to="/sops/">
              <strong>{total}</strong> {total === 1 ? 'SOP' : 'SOPs'}
            </Link>
          </li>
          {LEVELS.map((level) => (
            <li key={level}>
              <Link to={`/sops/?maturity=${level}`}>
                <strong>{data.counts[level]}</strong>
                <span className={styles[level]}>
                  <MaturityGlyph level={level} /> {LEVEL_NAMES[level].toLowerCase()}
                </span>
              </Link>
            </li>
          ))}
          {data.ready > 0 && (
            <li>
              <Link to="/automations/#next">
                <strong>{data.ready}</strong> to automate next
              </Link>
            </li>
          )}
          <ReviewCount days={data.reviewDays} />
        </ul>
      </Section>
      <div className={styles.columns}>
        <Section id="due" title="Reviews that come first">
          <Dated links={data.due} isDue none="No review has a date." />
        </Section>
        <Section id="recent" title="Recently changed">
          <Dated links={data.recent} none="Nothing yet." />
        </Section>
      </div>
      {data.frameworks.length > 0 && (
        <Section id="standards" title="Standards we serve">
          <ul className={styles.frameworks}>
            {served.map(({ path, title, covered, total: all, segments }) => (
              <li key={path}>
                <p>
                  <Link to={path}>{title}</Link>
                  <span>
                    {covered} of {all} controls have an SOP
                  </span>
                </p>
                <Bar segments={segments} label={title} />
              </li>
            ))}
          </ul>
          {unserved.length > 0 && (
            <p className={styles.unserved}>
              No SOP serves{' '}
              {unserved.map(({ path, title }, index) => (
                <Fragment key={path}>
                  {index > 0 && (index === unserved.length - 1 ? ' and ' : ', ')}
                  <Link to={path}>{title}</Link>
                </Fragment>
              ))}{' '}
              yet.
            </p>
          )}
        </Section>
      )}
    </PageFrame>
  );
}

function AreaRow({ area }: { area: HomeArea }): ReactNode {
  return (
    <li className={styles.area}>
      <AreaMark mark={area.mark} isLarge />
      <div>
        <h3>
          <Link to={area.path}>{area.title}</Link>
        </h3>
        {area.description && <p>{area.description}</p>}
        {area.firstGap && <p className={styles.gap}>{area.firstGap}.</p>}
      </div>
      <div className={styles.tally}>
        <p>
          {area.asked === 0 ? (
            'Nothing is required yet'
          ) : (
            <>
              <strong>{area.held}</strong> of {area.asked} conditions hold
            </>
          )}
        </p>
        <Bar segments={area.segments} label={`SOPs of ${area.title}`} />
      </div>
    </li>
  );
}

function Dated({
  links,
  isDue = false,
  none,
}: {
  links: readonly DatedLink[];
  isDue?: boolean;
  none: string;
}): ReactNode {
  if (links.length === 0) return <p>{none}</p>;
  return (
    <ul className={styles.dated}>
      {links.map(({ path, title, on, note }) => (
        <li key={path}>
          <p>
            <Link to={path}>{title}</Link>
            {note && <span> {note}</span>}
          </p>
          <DateText date={on} isDue={isDue} />
        </li>
      ))}
    </ul>
  );
}
