package org.parvis.files.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.route.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The check for viruses, when the configuration {@code org.parvis.files} names a clamd.
 *
 * <p>What is configured and does not answer lets nothing through.
 */
@Component(service = VirusScan.class, configurationPid = "org.parvis.files")
public final class VirusScan {
    private static final Logger LOG = LoggerFactory.getLogger(VirusScan.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Optional<Clamd> clamd;

    @Activate
    public VirusScan(Map<String, Object> properties) {
        this(String.valueOf(properties.getOrDefault("clamd", "")));
    }

    /** @param address of a clamd, or empty: nothing is checked */
    public VirusScan(String address) {
        this.clamd = address.isBlank() ? Optional.empty() : Optional.of(Clamd.at(address.strip(), PATIENCE));
    }

    /** @throws Unavailable if clamd is away */
    public Verdict check(Path file) throws IOException {
        if (clamd.isEmpty()) {
            return new Verdict.Clean();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return clamd.get().scan(in);
        } catch (IOException away) {
            LOG.error("A file was refused because the virus scanner cannot be asked: {}", away.toString());
            throw new Unavailable("files.scan.away");
        }
    }
}
