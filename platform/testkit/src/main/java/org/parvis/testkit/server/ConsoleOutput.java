package org.parvis.testkit.server;

/** What a console command printed, and the exit status of the client: 0 when the command succeeded. */
public record ConsoleOutput(int status, String text) {
}
