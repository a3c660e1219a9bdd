/** Of `undici/lib/dispatcher/pool.js`: the pool alone, since undici's index loads a hundred modules of which calls need twenty. */
export { Pool as default } from 'undici';
