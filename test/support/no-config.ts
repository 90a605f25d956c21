import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** No program that a test starts reads the settings of whoever runs the tests: there is no such folder. */
process.env['XDG_CONFIG_HOME'] = join(tmpdir(), 'mqtt-tui-without-config');
delete process.env['MQTT_TUI_CONFIG'];
delete process.env['MQTT_TUI_PROFILE'];
