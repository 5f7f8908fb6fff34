import { CleverClient } from './clever/client.js';

interface VisitorAnswer {
  data: { district: string };
}

interface DistrictAnswer {
  data: { id: string; name: string };
}

/** Name of the district that the owner of the token comes from, for the banner above every page. */
export async function findDistrictName(token: string): Promise<string> {
  const clever = new CleverClient(token);
  const visitor = await clever.get<VisitorAnswer>('/me');
  const district = await clever.get<DistrictAnswer>(`/v1.1/districts/${visitor.data.district}`);
  return district.data.name;
}
