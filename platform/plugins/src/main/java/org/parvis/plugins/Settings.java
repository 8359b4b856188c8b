package org.parvis.plugins;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The operator's settings, PID {@code org.parvis.plugins}.
 *
 * @param requireSignatures whether bundles must be signed by a trusted key
 * @param trusted folder of the trusted certificates ({@code *.pem})
 * @param deploy folders to watch
 * @param data folder where the installed jars are kept
 * @param defaults plugins of a tenant for which nobody decided otherwise
 */
record Settings(boolean requireSignatures, Path trusted, List<Path> deploy, Path data, List<String> defaults) {

    /** The properties of the configuration, with their defaults. */
    @interface Config {
        boolean requireSignatures() default false;

        String trustedCertificates() default "";

        String deployDirs() default "";

        String defaultPlugins() default "news,acts";
    }

    static Settings of(Config config) {
        Path base = Path.of(System.getProperty("karaf.base", "."));
        Path etc = Path.of(System.getProperty("karaf.etc", base.resolve("etc").toString()));
        Path karaf = Path.of(System.getProperty("karaf.data", base.resolve("data").toString()));
        Path data = Path.of(System.getProperty("parvis.data", karaf.resolve("parvis").toString()));
        List<Path> deploy = list(config.deployDirs()).stream().map(Path::of).toList();
        return new Settings(
                config.requireSignatures(),
                config.trustedCertificates().isBlank() ? etc.resolve("trusted") : Path.of(config.trustedCertificates()),
                deploy.isEmpty() ? List.of(base.resolve("deploy")) : deploy,
                data.resolve("plugins"),
                list(config.defaultPlugins()));
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }
}
