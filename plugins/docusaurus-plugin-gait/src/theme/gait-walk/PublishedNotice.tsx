import Link from '@docusaurus/Link';
import { useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useLiveDesk } from './use-walk.ts';
import styles from './Controls.module.css';

/** Says that the site has another text by now, or none. No step is ticked before the person has answered. */
export function PublishedNotice(): ReactNode {
  const { watch } = useLiveDesk().walks;
  const notice = useSyncExternalStore(watch.subscribe, watch.getNotice, () => undefined);
  if (!notice) return null;
  return (
    <div id="published" className={`${styles.warning} gait-no-print`} role="alert">
      <p>
        <strong>{notice.sentence}</strong>{' '}
        {notice.link && (
          <>
            Follow <Link to={notice.link.path}>{notice.link.title}</Link> instead.
          </>
        )}
      </p>
      <div className={styles.buttons}>
        {notice.hasText && (
          <button type="button" className={styles.main} onClick={() => window.location.reload()}>
            Show what the site has now
          </button>
        )}
        <button type="button" className={styles.other} onClick={watch.accept}>
          Go on with this text
        </button>
      </div>
    </div>
  );
}
