import { createGaitSite } from 'docusaurus-plugin-gait/site';

export default createGaitSite({
  siteDir: __dirname,
  title: 'Gait',
  tagline: 'SOPs with earned maturity',
  logo: 'img/logo.svg',
  favicon: 'img/favicon.svg',
  // Workflows hand over empty text for a variable that nobody has set.
  url: process.env.GAIT_URL || 'https://gait.example.org',
  baseUrl: process.env.GAIT_BASE_URL || '/',
});
