/** How long only the clock is read, which costs less than to ask for the time of the processor, in seconds. */
const SECONDS_OF_CLOCK = 0.05;

/** A clock that runs no faster than the processor works for this process, nor than time goes by. */
export function workClock(): () => number {
  let [cpu, wall, worked] = [cpuSeconds(), clockSeconds(), 0];
  return () => {
    const wallNow = clockSeconds();
    if (wallNow - wall < SECONDS_OF_CLOCK) return worked + wallNow - wall;
    const cpuNow = cpuSeconds();
    worked += Math.min(cpuNow - cpu, wallNow - wall);
    [cpu, wall] = [cpuNow, wallNow];
    return worked;
  };
}

/** In a browser, where nobody can ask for the time of the processor, the time that goes by. */
function cpuSeconds(): number {
  if (typeof process === 'undefined') return clockSeconds();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

function clockSeconds(): number {
  return performance.now() / 1000;
}
