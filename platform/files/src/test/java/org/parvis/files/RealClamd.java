package org.parvis.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** ClamAV's own daemon, with one signature: that of the test file of eicar.org. Runs in the foreground, behind a Unix socket. */
final class RealClamd implements AutoCloseable {
    /** What the daemon finds: it marks signatures that are not its maker's. */
    static final String FINDING = "Eicar-Test-Signature.UNOFFICIAL";

    private static final String READY = "Self checking";

    private final Process process;
    private final Path socket;

    private RealClamd(Process process, Path socket) {
        this.process = process;
        this.socket = socket;
    }

    /** The daemon of the package {@code clamav-daemon}, if it is installed. */
    static Optional<Path> program() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, "clamd"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param most bytes of a file that it takes */
    static RealClamd start(Path program, Path folder, int most) throws IOException {
        Path socket = folder.resolve("clamd.ctl");
        Path signatures = Files.createDirectories(folder.resolve("signatures"));
        Files.writeString(signatures.resolve("test.hdb"), signature(FakeClamd.EICAR.getBytes(StandardCharsets.US_ASCII)));
        Path configuration = Files.write(folder.resolve("clamd.conf"), List.of(
                "Foreground yes", "LocalSocket " + socket, "DatabaseDirectory " + signatures, "TemporaryDirectory " + folder, "StreamMaxLength " + most));
        Process process = new ProcessBuilder(program.toString(), "--config-file=" + configuration).redirectErrorStream(true).start();
        try {
            awaitReady(process);
        } catch (IOException | RuntimeException failed) {
            process.destroyForcibly();
            throw failed;
        }
        return new RealClamd(process, socket);
    }

    /** A line of a hash database (ClamAV's manual, "File hash signatures"): MD5, size, name. */
    private static String signature(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(file)) + ":" + file.length + ":Eicar-Test-Signature\n";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Reads up to its last line before it serves; what it says later fits into the pipe. */
    private static void awaitReady(Process process) throws IOException {
        BufferedReader lines = process.inputReader();
        StringBuilder said = new StringBuilder();
        String line = lines.readLine();
        while (line != null && !line.startsWith(READY)) {
            said.append(line).append('\n');
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("clamd ended: " + said);
        }
    }

    String address() {
        return socket.toString();
    }

    /** Waits for its end. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
