/** Of `undici/lib/dispatcher/client.js`: the client alone, since undici's index loads a hundred modules of which calls need twenty. */
export { Client as default } from 'undici';
