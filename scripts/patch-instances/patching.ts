import type { Context } from 'docusaurus-plugin-gait/automation';
import { ignoreErrors, readPages } from 'docusaurus-plugin-gait/automation';

/** Half an hour at most for an image, an hour for the patches of one host with its reboot. */
const PATIENCE = { milliseconds: 15_000, image: 120, command: 240 };

/** States in which a command has not ended. */
const UNDER_WAY = ['Pending', 'InProgress', 'Delayed', 'Cancelling'];

/** Runs Systems Manager's patching on one host, and waits for its end. @throws when it does not end well. */
export async function runBaseline(context: Context, instance: string, operation: 'Scan' | 'Install'): Promise<void> {
  const { clients, wait } = context;
  const isInstall = operation === 'Install';
  const { Command } = await clients.ssm.sendCommand({
    DocumentName: 'AWS-RunPatchBaseline',
    InstanceIds: [instance],
    Comment: `Monthly patching: ${operation.toLowerCase()} ${instance}`,
    Parameters: { Operation: [operation], ...(isInstall && { RebootOption: ['RebootIfNeeded'] }) },
  });
  const CommandId = Command?.CommandId;
  for (let tries = 0; tries < PATIENCE.command; tries += 1) {
    // It takes a moment until the invocation is known.
    const answer = await ignoreErrors(['InvocationDoesNotExist'], () =>
      clients.ssm.getCommandInvocation({ CommandId, InstanceId: instance }),
    );
    const status = answer?.Status ?? 'Pending';
    if (status === 'Success') return;
    if (!UNDER_WAY.includes(status))
      throw new Error(`Unexpected end \`${status}\` of the command ${CommandId} on ${instance}, expected Success`);
    await wait(PATIENCE.milliseconds);
  }
  throw new Error(`Unexpected length of the command ${CommandId} on ${instance}, expected it to end within an hour`);
}

/** Keeps an image of a host, the way back, unless there is one of today. Answers its id when it can be used. */
export async function keepImage(context: Context, instance: string): Promise<string> {
  const { clients, wait, now } = context;
  const stamp = now.toISOString().replace(/\D/gu, '').slice(0, 12);
  const name = `before-patching-${instance}-`;
  const found = await readImages(context, `${name}${stamp.slice(0, 8)}*`);
  const { ImageId = '' } =
    found[0] ?? (await clients.ec2.createImage({ InstanceId: instance, Name: `${name}${stamp}`, NoReboot: true }));
  for (let tries = 0; tries < PATIENCE.image; tries += 1) {
    const [image] = (await readImages(context, `${name}*`)).filter((one) => one.ImageId === ImageId);
    if (image?.State === 'available') return ImageId;
    if (image?.State === 'failed')
      throw new Error(`Unexpected end of the image ${ImageId}, expected it to be available`);
    await wait(PATIENCE.milliseconds);
  }
  throw new Error(`Unexpected length of the image ${ImageId}, expected it to be available within half an hour`);
}

async function readImages({ clients }: Context, name: string) {
  const Filters = [{ Name: 'name', Values: [name] }];
  const pages = await readPages((NextToken) => clients.ec2.describeImages({ NextToken, Owners: ['self'], Filters }));
  return pages.flatMap((page) => page.Images ?? []);
}
