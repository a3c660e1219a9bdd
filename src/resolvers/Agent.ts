import type { AgentResolvers } from '../generated/resolvers-types.ts';
import { agentFields } from './fields.ts';
import { entityFields } from './entity.ts';

export const Agent: AgentResolvers = {
  ...entityFields('Agent'),
  ...agentFields('kind', 'name', 'email', 'role', 'availability', 'rawAvailability', 'avatarUrl', 'raw'),
};
