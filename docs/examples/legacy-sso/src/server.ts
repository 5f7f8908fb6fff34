import { createApp } from './app.js';
import { config } from './config.js';
import { syncRoster } from './roster.js';
import { memoryAccounts, memoryRoster } from './store.js';

const roster = memoryRoster();

createApp(memoryAccounts(), roster).listen(config.port, () => {
  console.log(`Reading app on ${config.appUrl}`);
});

async function copyRoster(): Promise<void> {
  try {
    const counts = await syncRoster(roster, config.roster.districtToken);
    console.log(`Roster: ${counts.students} students, ${counts.teachers} teachers, ${counts.classes} classes`);
  } catch (error) {
    // Yesterday's roster serves until the next run.
    console.error('The roster was not copied:', error);
  }
}

if (config.roster.districtToken) {
  void copyRoster();
  setInterval(copyRoster, config.roster.intervalHours * 60 * 60 * 1000);
}
