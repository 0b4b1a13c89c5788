// Where an artefact comes from, as an in-toto statement (https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md) with
// SLSA provenance (https://slsa.dev/spec/v1.0/provenance). It is not signed: whoever can change the artefact can change it. On GitHub
// `actions/attest-build-provenance` makes a signed one besides.

/**
 * The statement. It holds no time, so the same build gives the same bytes.
 * @param {{subjects: {name: string, digest: string}[], facts: {commit: string | null, asOf: string, findings: string | null,
 *   version: string},
 *   lockDigest: string, env: NodeJS.ProcessEnv}} input digests are SHA-256, hexadecimal.
 */
export function toProvenance({ subjects, facts, lockDigest, env }) {
  const { repository, ref, builder, run } = getHost(env);
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: subjects.map(({ name, digest }) => ({ name, digest: { sha256: digest } })),
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'urn:gait:build:v1',
        externalParameters: { repository, ref, asOf: facts.asOf },
        internalParameters: { gait: facts.version, node: process.versions.node },
        resolvedDependencies: [
          ...(facts.commit === null ? [] : [{ uri: `git+${repository}`, digest: { gitCommit: facts.commit } }]),
          { uri: 'package-lock.json', digest: { sha256: lockDigest } },
          // What a scan found is no part of the commit.
          ...(facts.findings === null ? [] : [{ uri: 'findings', digest: { sha256: facts.findings } }]),
        ],
      },
      runDetails: { builder: { id: builder }, metadata: { invocationId: run } },
    },
  };
}

/**
 * What the host's CI says of itself:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables, https://docs.gitlab.com/ci/variables/predefined_variables/
 */
function getHost(env) {
  if (env.GITHUB_ACTIONS === 'true') {
    const repository = `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}`;
    return {
      repository,
      ref: env.GITHUB_REF,
      builder: `${repository}/actions/workflows`,
      run: `${repository}/actions/runs/${env.GITHUB_RUN_ID}/attempts/${env.GITHUB_RUN_ATTEMPT}`,
    };
  }
  if (env.GITLAB_CI === 'true') {
    return {
      repository: env.CI_PROJECT_URL,
      ref: env.CI_COMMIT_REF_NAME,
      builder: `${env.CI_SERVER_URL}/-/runners/${env.CI_RUNNER_ID}`,
      run: env.CI_JOB_URL,
    };
  }
  return { repository: 'local', ref: 'local', builder: 'local', run: 'local' };
}
