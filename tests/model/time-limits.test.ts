import { describe, expect, it } from 'vitest';
import { Faults } from '../../src/model/faults.js';
import { TimeLimits, TimeSpent } from '../../src/model/time-limits.js';
import { lookContained } from '../../src/run/contained.js';

/** A clock that stands still until somebody works. */
class Clock {
  seconds = 0;
  readonly now = (): number => this.seconds;

  work(seconds: number): void {
    this.seconds += seconds;
  }
}

/** Signs of work in a file, a second apart, until the limits say that the time is spent; 1,000 at most. */
function worksIn(file: string, limits: TimeLimits, clock: Clock): void {
  for (let signs = 0; signs < 256_000; signs += 1) {
    if (signs % 256 === 0) clock.work(1);
    limits.sign(() => file);
  }
}

function spentBy(work: () => void): TimeSpent | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof TimeSpent) return error;
    throw error;
  }
}

describe('the time of a file', () => {
  it('is what is worked for it, in however many pieces', () => {
    const clock = new Clock();
    const limits = new TimeLimits(10, clock.now);
    const piece = (): void => limits.during('a.ts', () => clock.work(4));
    expect(spentBy(piece)).toBeNull();
    expect(spentBy(piece)).toBeNull();
    expect(spentBy(piece)).toMatchObject({ file: 'a.ts', message: 'its code takes more than 10 seconds to follow' });
  });

  it('does not grow with what is worked for others', () => {
    const clock = new Clock();
    const limits = new TimeLimits(10, clock.now);
    for (const file of ['a.ts', 'b.ts', 'c.ts'])
      expect(spentBy(() => limits.during(file, () => clock.work(8)))).toBeNull();
    clock.work(100);
    expect(spentBy(() => limits.during('a.ts', () => clock.work(1)))).toBeNull();
  });

  it('is spent in the middle of work that shows signs of itself', () => {
    const clock = new Clock();
    const limits = new TimeLimits(10, clock.now);
    expect(spentBy(() => limits.during('a.ts', () => worksIn('a.ts', limits, clock)))?.file).toBe('a.ts');
    expect(clock.seconds).toBeLessThan(15);
  });

  it('is charged to the file that takes it, not to who asks', () => {
    const clock = new Clock();
    const limits = new TimeLimits(10, clock.now);
    expect(spentBy(() => limits.during('healthy.ts', () => worksIn('hostile.ts', limits, clock)))?.file).toBe(
      'hostile.ts',
    );
    expect(spentBy(() => limits.during('healthy.ts', () => clock.work(4)))).toBeNull();
  });

  it('is whole again in the next look', () => {
    const clock = new Clock();
    const limits = new TimeLimits(10, clock.now);
    limits.during('a.ts', () => clock.work(8));
    expect(spentBy(() => limits.during('slow.ts', () => clock.work(20)))?.file).toBe('slow.ts');
    limits.renew();
    expect(spentBy(() => limits.during('a.ts', () => clock.work(8)))).toBeNull();
    expect(spentBy(() => limits.during('slow.ts', () => {}))?.file).toBe('slow.ts');
  });

  it('is less for each file that was given up, so that many do not take many times as long', () => {
    const clock = new Clock();
    const limits = new TimeLimits(10, clock.now);
    const files = Array.from({ length: 20 }, (_, index) => `${index}.ts`);
    for (const file of files)
      expect(spentBy(() => limits.during(file, () => worksIn(file, limits, clock)))).not.toBeNull();
    expect(clock.seconds).toBeLessThan(90);
  });
});

describe('a file whose time is spent', () => {
  it('is given up, and the next look sees the others', () => {
    const clock = new Clock();
    const faults = new Faults([], new TimeLimits(10, clock.now));
    const seen = lookContained(faults, ['a.ts', 'b.ts'], (known) =>
      ['a.ts', 'b.ts'].flatMap((file) => {
        if (known.files.has(file)) return [];
        const work = (): readonly string[] => {
          if (file === 'a.ts') worksIn(file, known.times, clock);
          return [file];
        };
        return known.attemptInTime({ file, start: 0, end: 1 }, 'call', work, () => []);
      }),
    );
    expect(seen).toEqual(['b.ts']);
    expect([...faults.files]).toEqual([['a.ts', 'its code takes more than 10 seconds to follow']]);
  });
});
