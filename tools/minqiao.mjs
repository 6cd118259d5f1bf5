#!/usr/bin/env node
import './launch.mjs';
