import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The browser talks to one origin, so the gateway needs no `cors`. README.md shows the other way.
const proxy = { '/graphql': process.env['SWITCHBOARD_ORIGIN'] ?? 'http://127.0.0.1:4000' };

export default defineConfig({
  plugins: [react()],
  server: { host: '127.0.0.1', proxy },
  preview: { host: '127.0.0.1', proxy },
});
