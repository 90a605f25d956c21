import { printTexts } from './docs/texts.ts';

process.stdout.write(printTexts());
