package org.parvis.themes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Static files of a theme with its parents, or of a plugin: fingerprinted, with the references of style sheets rewritten. */
final class StaticFiles {
    private static final Pattern REFERENCE = Pattern.compile("url\\(\\s*(['\"]?)([^'\")]+)\\1\\s*\\)");
    private static final Pattern IMPORT = Pattern.compile("(?m)^\\s*@import\\b");
    private static final Pattern PATH = Pattern.compile("(?:[A-Za-z0-9_][A-Za-z0-9_.-]*/)*[A-Za-z0-9_][A-Za-z0-9_.-]*");

    private StaticFiles() {}

    /**
     * @param owner named in errors
     * @param prefix {@code theme} or a plugin's id: first segment of each path
     * @param files by path below the static folder
     * @return by path with prefix: {@code theme/style.css}
     * @throws InvalidTheme if a name or a reference of a style sheet is wrong
     */
    static Map<String, Asset> of(String owner, String prefix, Map<String, byte[]> files) {
        Map<String, Asset> assets = new HashMap<>();
        files.forEach((path, bytes) -> {
            if (!PATH.matcher(path).matches()) {
                throw new InvalidTheme("The static file " + path + " of " + owner + " needs a name of letters, digits, . _ -");
            }
            if (!path.endsWith(".css")) {
                put(assets, prefix, path, bytes);
            }
        });
        files.forEach((path, bytes) -> {
            if (path.endsWith(".css")) {
                put(assets, prefix, path, rewrite(owner, prefix, path, new String(bytes, StandardCharsets.UTF_8), assets));
            }
        });
        return Map.copyOf(assets);
    }

    private static void put(Map<String, Asset> assets, String prefix, String path, byte[] bytes) {
        // A plugin may keep its files in a folder of its own name: asset("news/x.svg") finds both.
        String full = path.startsWith(prefix + "/") ? path : prefix + "/" + path;
        assets.put(full, Asset.of(full, bytes));
    }

    private static byte[] rewrite(String owner, String prefix, String path, String css, Map<String, Asset> assets) {
        if (IMPORT.matcher(css).find()) {
            throw new InvalidTheme("The style sheet " + path + " of " + owner + " imports another: each is one more request");
        }
        Matcher matcher = REFERENCE.matcher(css);
        StringBuilder out = new StringBuilder(css.length() + 256);
        while (matcher.find()) {
            matcher.appendReplacement(out, Matcher.quoteReplacement(reference(owner, prefix, path, matcher.group(2).strip(), assets)));
        }
        return matcher.appendTail(out).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String reference(String owner, String prefix, String path, String target, Map<String, Asset> assets) {
        if (target.startsWith("#") || target.startsWith("data:")) {
            return "url(\"" + target + "\")";
        }
        int fragment = target.indexOf('#');
        String file = fragment < 0 ? target : target.substring(0, fragment);
        String resolved = resolve(path, file);
        Asset asset = assets.get(resolved.startsWith(prefix + "/") ? resolved : prefix + "/" + resolved);
        if (asset == null) {
            throw new InvalidTheme("The style sheet " + path + " of " + owner + " refers to " + target + ", which is not there");
        }
        return "url(\"" + asset.url() + (fragment < 0 ? "" : target.substring(fragment)) + "\")";
    }

    private static String resolve(String from, String relative) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : (from.substring(0, from.lastIndexOf('/') + 1) + relative).split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return String.join("/", segments);
    }
}
