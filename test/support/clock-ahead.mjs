// Loaded with `node --import`: every clock of the process, and of the processes it starts, runs ahead by GAIT_CLOCK_AHEAD_DAYS days.
const ahead = Number(process.env.GAIT_CLOCK_AHEAD_DAYS ?? '0') * 24 * 60 * 60 * 1000;
const RealDate = Date;

class AheadDate extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + ahead);
    else super(...args);
  }

  static now() {
    return RealDate.now() + ahead;
  }
}

globalThis.Date = AheadDate;
