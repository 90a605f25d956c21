/** What a new config.toml has: nothing but hints. */
export const starter = `# Settings of mqtt-tui. Every flag of "mqtt-tui --help" has its key here, under the same name.
# "mqtt-tui config check" looks for mistakes, "mqtt-tui config show" prints what is in force.

# nick = "alice"
# room = ["chat"]
# no-mouse = true

# A profile is a broker with all that belongs to it: "mqtt-tui office" opens it.
# [profile.office]
# host = "mqtt.example.com"
# cafile = "office-ca.pem"
# username = "alice"
# password-command = ["secret-tool", "lookup", "service", "mqtt-office"]
# topic = ["site/#"]
`;
