/** Files of messages: seed 001, "Download File". */
import { revealed } from '../../secret.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { orNull } from '../ask.ts';
import type { DownloadFile } from '../download.ts';
import { segment } from '../segment.ts';

/** What the page calls an integer, up to the largest that 64 bits hold. */
const INTEGER = /^\d{1,19}$/;

export function downloadFile(upstream: Upstream): DownloadFile {
  return {
    problem({ activityId, fileId }) {
      const faulty = Object.entries({ activityId, fileId }).find(([, id]) => !INTEGER.test(id));
      if (faulty === undefined) return undefined;
      const [name, id] = faulty;
      return `${name} is ${JSON.stringify(id.slice(0, 80))}; SquirrelStack's ids of messages and files are integers, such as "481".`;
    },
    open({ conversation, activityId, fileId, disposition }, call) {
      const path = [revealed(conversation), 'files', activityId, fileId].map(segment).join('/');
      const request = {
        method: 'GET',
        template: '/api/v1/chat/conversations/:visitor_token/files/:activity_id/:id',
        path: `/conversations/${path}`,
        query: [['disposition', disposition.toLowerCase()]],
        budget: 'files',
      } as const;
      return orNull(upstream.download(request, call));
    },
  };
}
