import { defineService, getReference, read, write } from './service.ts';

/** Commands of `CostExplorer` and the IAM actions that they need. */
export const costExplorer = defineService({
  package: '@aws-sdk/client-cost-explorer',
  source: getReference('awscostexplorerservice'),
  create: async (config) => new (await import('@aws-sdk/client-cost-explorer')).CostExplorer(config),
  commands: {
    createAnomalyMonitor: write('ce:CreateAnomalyMonitor'),
    createAnomalySubscription: write('ce:CreateAnomalySubscription'),
    deleteAnomalyMonitor: write('ce:DeleteAnomalyMonitor'),
    deleteAnomalySubscription: write('ce:DeleteAnomalySubscription'),
    getAnomalies: read('ce:GetAnomalies'),
    getAnomalyMonitors: read('ce:GetAnomalyMonitors'),
    getAnomalySubscriptions: read('ce:GetAnomalySubscriptions'),
    getCostAndUsage: read('ce:GetCostAndUsage'),
    getCostForecast: read('ce:GetCostForecast'),
    getDimensionValues: read('ce:GetDimensionValues'),
  },
});
