import { CleverClient } from './clever/client.js';

interface VisitorAnswer {
  data: { district: string };
}

interface DistrictAnswer {
  data: { id: string; name: string };
}

/** Name of the token owner's district, for the banner at the top of every page. */
export async function findDistrictName(token: string): Promise<string> {
  const clever = new CleverClient(token);
  const visitor = await clever.get<VisitorAnswer>('/me');
  const district = await clever.get<DistrictAnswer>(`/v1.1/districts/${visitor.data.district}`);
  return district.data.name;
}
