#!/usr/bin/env node
/** The start by the name that one looks for, and that the build has: see `start.js`. */
import './start.js';
