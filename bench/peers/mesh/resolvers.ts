export { joins as default } from '../joins.ts';
