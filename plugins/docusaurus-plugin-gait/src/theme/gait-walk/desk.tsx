import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { SopPageData } from '../../report/pages/sop.ts';
import type { Offers } from '../../report/walk/offers.ts';
import { readOffers } from '../../report/walk/offers.ts';
import { getHeldFrom, getStand } from '../../report/walk/stand.ts';
import { isKept } from '../../report/walk/values.ts';
import { DeskContext, HeldFromContext, ValuesContext } from './desk-context.ts';
import type { Desk } from './desk-context.ts';
import { PartsContext } from './parts.ts';
import type { Live } from './parts.ts';
import type { Watch } from './published.ts';
import type { Session } from './session.ts';
import type { SessionState } from './session-state.ts';

const NONE: SessionState = { isLoaded: false, walks: [], elsewhere: [], erased: 0 };
const NO_OFFERS: Offers = { values: [], unused: [] };
const DAY = 24 * 60 * 60 * 1000;

/** Gives an SOP's page its desk. Walks are loaded after the page has come alive: their code is no part of what a reader loads first. */
export function WalkDesk({ data, children }: { data: SopPageData; children: ReactNode }): ReactNode {
  const { walks, parts } = useWalks(data);
  const active = walks?.state.active;
  const [memory, setMemory] = useState<Record<string, string>>({});
  const [offers, setOffers] = useOffers(data);
  const owner = active?.id ?? '';
  const erased = walks?.state.erased ?? 0;
  useEffect(() => {
    if (erased > 0) setMemory({});
  }, [erased]);

  const values = useSame(
    useMemo(
      () =>
        Object.fromEntries(
          data.variables.map((one) => [
            one.name,
            (active && isKept(one) ? active.variables[one.name] : memory[toKey(owner, one.name)]) ?? '',
          ]),
        ),
      [data, active, memory, owner],
    ),
  );
  const given = useMemo(() => ({ values, variables: data.variables }), [values, data]);
  const heldFrom = useSame(walks?.heldFrom);
  const desk = useMemo((): Desk => {
    const setValue = (name: string, value: string): void => {
      const variable = data.variables.find((one) => one.name === name);
      if (active?.state === 'open' && variable && isKept(variable)) {
        walks?.session.send({ kind: 'set-value', name, value });
      } else setMemory((old) => ({ ...old, [toKey(owner, name)]: value }));
    };
    const secrets = data.variables.filter(({ secret }) => secret).map(({ name }) => name);
    return {
      data,
      values,
      setValue,
      offers,
      answerOffer(name, isTaken) {
        const offer = offers.values.find((one) => one.name === name);
        if (offer && isTaken) setValue(name, offer.value);
        setOffers({ ...offers, values: offers.values.filter((one) => one.name !== name) });
      },
      carryOver(walk) {
        setMemory((old) => ({
          ...old,
          ...Object.fromEntries(
            data.variables
              .filter((one) => !isKept(one))
              .map(({ name }) => [toKey(walk, name), old[toKey('', name)] ?? '']),
          ),
        }));
      },
      secrets: Object.entries(memory).flatMap(([key, value]) =>
        secrets.some((name) => key.endsWith(toKey('', name))) ? [value] : [],
      ),
      walks,
    };
  }, [data, values, active, owner, offers, setOffers, memory, walks]);
  return (
    <DeskContext.Provider value={desk}>
      <ValuesContext.Provider value={given}>
        <HeldFromContext.Provider value={heldFrom}>
          <PartsContext.Provider value={parts}>{children}</PartsContext.Provider>
        </HeldFromContext.Provider>
      </ValuesContext.Provider>
    </DeskContext.Provider>
  );
}

/** The same object for as long as what is in it is the same. */
function useSame<T>(value: T): T {
  const key = JSON.stringify(value);
  // The key stands for the value.
  return useMemo(() => value, [key]);
}

function useWalks(data: SopPageData): { walks: Desk['walks']; parts: Live | undefined } {
  const [opened, setOpened] = useState<{ session: Session; watch: Watch; parts: Live }>();
  const [now, setNow] = useState(0);
  useEffect(() => {
    const { id, status, text, title } = { ...data, title: document.querySelector('h1')?.textContent ?? data.id };
    if (!text || !data.body) return undefined;
    let session: Session | undefined;
    let watch: Watch | undefined;
    let isGone = false;
    void import('./live.ts').then((parts) => {
      if (isGone) return;
      const opening = parts.openSession({ id, title, ...text });
      session = opening;
      const isWalking = (): boolean => opening.getState().active?.state === 'open';
      watch = parts.watchPublished({ id, status, ...text }, window.location.pathname, isWalking);
      setNow(Date.now());
      setOpened({ session, watch, parts });
    });
    return () => {
      isGone = true;
      session?.close();
      watch?.close();
    };
  }, [data]);
  const state = useSyncExternalStore(opened?.session.subscribe ?? never, opened?.session.getState ?? getNone, getNone);
  const { active } = state;
  // Every change is seen at its own time; a wait that ends is a change too.
  const stand = useMemo(() => active && getStand(active, Math.max(now, Date.now())), [active, now]);
  const until = stand?.hold?.kind === 'wait' ? stand.hold.until : undefined;
  useEffect(() => {
    if (until === undefined) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), Math.min(Math.max(until - Date.now(), 0) + 20, DAY));
    return () => clearTimeout(timer);
  }, [until, now]);
  const walks = useMemo(() => {
    const heldFrom = active && stand && getHeldFrom(active, stand);
    return opened && { session: opened.session, watch: opened.watch, state, stand, heldFrom };
  }, [opened, state, stand, active]);
  return { walks, parts: opened?.parts };
}

/** Takes what a link offers out of the address at once, so that nobody sends it on or keeps it by accident. */
function useOffers(data: SopPageData): [Offers, (offers: Offers) => void] {
  const [offers, setOffers] = useState(NO_OFFERS);
  useEffect(() => {
    const take = (): void => {
      const found = readOffers(window.location.hash, data.variables);
      if (!found) return;
      window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search);
      setOffers(found);
    };
    take();
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, [data]);
  return [offers, setOffers];
}

const never = (): (() => void) => () => undefined;
const getNone = (): SessionState => NONE;

function toKey(walk: string, name: string): string {
  return `${walk} ${name}`;
}
