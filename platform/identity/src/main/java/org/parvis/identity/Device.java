package org.parvis.identity;

import java.util.List;
import java.util.Optional;

/** Browser and system, so that people recognise their own sessions; not more than that of what the browser says. */
public final class Device {
    private static final List<String> BROWSERS = List.of("Firefox", "Edg", "OPR", "Chrome", "Safari");
    private static final List<String> SYSTEMS = List.of("Android", "iPhone", "iPad", "Windows", "Mac OS X", "CrOS", "Linux");

    private Device() {}

    public static String of(Optional<String> userAgent) {
        String says = userAgent.orElse("");
        String browser = first(BROWSERS, says).replace("Edg", "Edge").replace("OPR", "Opera");
        String system = first(SYSTEMS, says).replace("Mac OS X", "macOS").replace("CrOS", "ChromeOS");
        return browser.isEmpty() || system.isEmpty() ? browser + system : browser + " · " + system;
    }

    private static String first(List<String> names, String says) {
        return names.stream().filter(says::contains).findFirst().orElse("");
    }
}
