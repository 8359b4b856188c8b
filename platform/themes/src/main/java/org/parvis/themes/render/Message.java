package org.parvis.themes.render;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message; those with plain places ({@code {0}}) are cut into pieces once, others are left to {@link MessageFormat}. */
sealed interface Message {
    Pattern PLACE = Pattern.compile("\\{(\\d)\\}");

    static Message of(String text, Locale language) {
        if (text.indexOf('{') < 0) {
            return new Plain(text);
        }
        String rest = PLACE.matcher(text).replaceAll("");
        if (rest.indexOf('{') < 0 && rest.indexOf('}') < 0) {
            return Pieces.of(text, language);
        }
        return new Formatted(text, language);
    }

    String with(Object... arguments);

    /** Without places. */
    record Plain(String text) implements Message {
        @Override
        public String with(Object... arguments) {
            return text;
        }
    }

    /** Texts, and between them the numbers of arguments. */
    record Pieces(List<String> texts, int[] places, Locale language) implements Message {
        static Pieces of(String text, Locale language) {
            List<String> texts = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
            Matcher matcher = PLACE.matcher(text);
            int from = 0;
            while (matcher.find()) {
                texts.add(text.substring(from, matcher.start()));
                places.add(Integer.valueOf(matcher.group(1)));
                from = matcher.end();
            }
            texts.add(text.substring(from));
            return new Pieces(List.copyOf(texts), places.stream().mapToInt(Integer::intValue).toArray(), language);
        }

        @Override
        public String with(Object... arguments) {
            StringBuilder out = new StringBuilder(64);
            for (int i = 0; i < places.length; i++) {
                out.append(texts.get(i));
                if (places[i] < arguments.length) {
                    Object argument = arguments[places[i]];
                    out.append(argument instanceof Number number ? NumberFormat.getInstance(language).format(number) : argument);
                } else {
                    out.append('{').append(places[i]).append('}');
                }
            }
            return out.append(texts.get(places.length)).toString();
        }
    }

    /** With formats, choices or plurals. */
    record Formatted(String text, Locale language) implements Message {
        @Override
        public String with(Object... arguments) {
            try {
                return new MessageFormat(text, language).format(arguments);
            } catch (IllegalArgumentException malformed) {
                return text;
            }
        }
    }
}
