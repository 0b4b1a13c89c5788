import { toSeverities, type Severity } from './severity.ts';

/**
 * Ids of controls of AWS Security Hub, by severity: those of AWS Foundational Security Best Practices (286), with the
 * severities that Prowler's compliance file for that standard gives, as of November 2026; and under `unknown` those that the CIS
 * benchmark asks for besides, whose severity was not read. The service of a control is its id's first word.
 */
const IDS: Record<Severity | 'unknown', string> = {
  critical: `
CloudFront.1 CloudTrail.6 CodeBuild.1 CodeBuild.2 DMS.1 DocumentDB.3 EC2.1 EMR.2 ES.2 IAM.4 IAM.6 IAM.9 KMS.3 KMS.5 Lambda.1 OpenSearch.2
RDS.1 RDS.2 Redshift.1 S3.2 S3.3 S3.19 SSM.4`,
  high: `
ACM.2 AutoScaling.3 AutoScaling.4 AutoScaling.5 CloudFront.12 CloudTrail.1 CloudTrail.3 CodeBuild.5 EC2.2 EC2.8 EC2.9 EC2.13 EC2.14 EC2.18
EC2.23 EC2.25 ECR.1 ECS.2 ECS.3 ECS.4 ECS.5 ECS.8 ECS.9 EKS.1 EKS.2 ElastiCache.1 ElastiCache.2 ElastiCache.7 ElasticBeanstalk.3 EMR.1
GuardDuty.1 GuardDuty.9 GuardDuty.10 IAM.1 OpenSearch.7 RDS.13 RDS.18 Redshift.7 Redshift.8 S3.6 S3.8 SageMaker.1 SageMaker.2 SageMaker.3
SNS.4 SSM.2`,
  medium: `
Account.1 ACM.1 APIGateway.1 APIGateway.2 APIGateway.4 APIGateway.5 APIGateway.8 APIGateway.9 AppSync.1 AppSync.2 Athena.1 AutoScaling.2
AutoScaling.6 AutoScaling.9 Backup.1 CloudFront.3 CloudFront.5 CloudFront.6 CloudFront.7 CloudFront.9 CloudFront.10 CloudFront.13
CloudTrail.2 CodeBuild.4 CodeBuild.7 Cognito.1 Config.1 DMS.6 DMS.7 DMS.8 DMS.9 DocumentDB.1 DocumentDB.2 DocumentDB.4 DocumentDB.5
DynamoDB.1 DynamoDB.2 DynamoDB.3 DynamoDB.4 DynamoDB.6 DynamoDB.7 EC2.3 EC2.4 EC2.6 EC2.7 EC2.10 EC2.15 EC2.19 EC2.20 EC2.21 EC2.22 EC2.24
ECR.2 ECR.3 ECS.1 ECS.10 ECS.12 EFS.1 EFS.2 EFS.3 EFS.4 EKS.3 EKS.8 ElastiCache.3 ElastiCache.4 ElastiCache.5 ElastiCache.6 ELB.1 ELB.2
ELB.3 ELB.4 ELB.5 ELB.6 ELB.7 ELB.9 ELB.10 ELB.12 ELB.13 ELB.14 ELB.16 ES.1 ES.3 ES.4 ES.5 ES.6 ES.7 ES.8 IAM.3 IAM.5 IAM.7 IAM.8 IAM.10
IAM.19 IAM.22 IAM.26 Kinesis.1 KMS.1 KMS.2 KMS.4 Lambda.2 Lambda.5 Macie.1 MSK.1 Neptune.1 Neptune.2 Neptune.3 Neptune.5 Neptune.6
Neptune.7 Neptune.9 NetworkFirewall.2 NetworkFirewall.3 NetworkFirewall.4 NetworkFirewall.5 NetworkFirewall.6 NetworkFirewall.9
OpenSearch.1 OpenSearch.3 OpenSearch.4 OpenSearch.5 OpenSearch.6 OpenSearch.8 RDS.3 RDS.4 RDS.5 RDS.9 RDS.10 RDS.11 RDS.12 RDS.14 RDS.15
RDS.24 RDS.25 RDS.26 RDS.27 RDS.34 RDS.35 RDS.36 RDS.37 RDS.38 RDS.39 Redshift.2 Redshift.3 Redshift.4 Redshift.6 Redshift.9 Redshift.10
Route53.2 S3.1 S3.5 S3.9 S3.10 S3.11 S3.12 S3.15 S3.17 SageMaker.4 SageMaker.5 SecretsManager.1 SecretsManager.2 SecretsManager.3
SecretsManager.4 SNS.1 SNS.2 SQS.1 SSM.1 StepFunctions.1 WAF.1 WAF.2 WAF.3 WAF.4 WAF.6 WAF.7 WAF.8 WAF.10 WAF.12`,
  low: `
APIGateway.3 AutoScaling.1 CloudFormation.1 CloudFront.4 CloudFront.8 CloudTrail.4 CloudTrail.5 CloudTrail.7 CodeBuild.3 EC2.12 EC2.16
EC2.17 EC2.28 EC2.51 ElasticBeanstalk.1 EventBridge.3 FSx.1 IAM.2 IAM.21 Lambda.3 MSK.2 Neptune.4 Neptune.8 OpenSearch.10
PrivateCertificateAuthority.1 RDS.6 RDS.7 RDS.8 RDS.16 RDS.17 RDS.19 RDS.20 RDS.21 RDS.22 RDS.23 S3.7 S3.13 S3.14 S3.20 SSM.3 WAF.11`,
  informational: `
`,
  unknown: `
EC2.53 EC2.54 EFS.8 IAM.15 IAM.16 IAM.18 IAM.27 IAM.28 S3.22 S3.23`,
};

/** Controls of Security Hub with their severity. */
export const SECURITY_HUB_CONTROLS: ReadonlyMap<string, Severity | undefined> = toSeverities(IDS);
