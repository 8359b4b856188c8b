package org.parvis.data.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A statement cut into tokens, by rules so narrow that no database can read it otherwise than we do.
 *
 * <p>Outside of literals only plain names, numbers, named parameters and a few operators are let through: no comments, no quoted
 * names, no prefixed or dollar-quoted literals, no casts by {@code ::}, no escapes in braces, no semicolon.
 */
public final class SqlText {

    /** What a token is. */
    enum Kind {
        /** A name or keyword, in lower case. */
        WORD,
        /** The name of a parameter, without its colon. */
        PARAMETER,
        LITERAL,
        NUMBER,
        SYMBOL
    }

    /** A piece of a statement. */
    record Token(Kind kind, String text) {
        boolean is(String symbolOrWord) {
            return (kind == Kind.SYMBOL || kind == Kind.WORD) && text.equals(symbolOrWord);
        }
    }

    private static final String SYMBOLS = "(),.=<>!+-*/%|";

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private final List<String> pieces = new ArrayList<>();
    private final List<String> parameters = new ArrayList<>();
    /** As {@link #source}, with each literal replaced by a harmless one: what a parser gets to see. */
    private final StringBuilder bare = new StringBuilder();
    private int at;
    private int pieceStart;

    private SqlText(String source) {
        this.source = source;
    }

    /**
     * Cuts a statement.
     *
     * @throws StatementRefused if it holds anything outside of the subset
     */
    public static SqlText of(String sql) {
        SqlText text = new SqlText(sql);
        while (text.at < sql.length()) {
            text.next();
        }
        text.pieces.add(sql.substring(text.pieceStart));
        return text;
    }

    public String source() {
        return source;
    }

    /** What is before, between and after the parameters: one more than there are parameters. */
    public List<String> pieces() {
        return List.copyOf(pieces);
    }

    /** Names of the parameters, in the order of their places. */
    public List<String> parameters() {
        return parameters.stream().map(String::intern).toList();
    }

    List<Token> tokens() {
        return tokens;
    }

    String withoutLiterals() {
        return bare.toString();
    }

    private void next() {
        char c = source.charAt(at);
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            bare.append(c);
            at++;
        } else if (isLetter(c)) {
            add(Kind.WORD, word(at));
        } else if (isDigit(c)) {
            number();
        } else if (c == '\'') {
            literal();
        } else if (c == ':') {
            parameter();
        } else {
            symbol(c);
        }
    }

    private void add(Kind kind, String text) {
        tokens.add(new Token(kind, kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : text));
        bare.append(text);
        at += text.length();
    }

    private String word(int from) {
        int end = from;
        while (end < source.length() && (isLetter(source.charAt(end)) || isDigit(source.charAt(end)))) {
            end++;
        }
        return source.substring(from, end);
    }

    private void number() {
        int end = at;
        while (end < source.length() && (isDigit(source.charAt(end)) || source.charAt(end) == '.')) {
            end++;
        }
        if (end < source.length() && (isLetter(source.charAt(end)) || source.charAt(end) == '\'')) {
            throw refused("a number runs into a name.");
        }
        add(Kind.NUMBER, source.substring(at, end));
    }

    private void literal() {
        if (at > 0 && (isLetter(source.charAt(at - 1)) || isDigit(source.charAt(at - 1)))) {
            throw refused("literals with a prefix are outside of the subset.");
        }
        int end = at + 1;
        while (true) {
            end = source.indexOf('\'', end);
            if (end < 0) {
                throw refused("a literal does not end.");
            }
            if (end + 1 < source.length() && source.charAt(end + 1) == '\'') {
                end += 2;
            } else {
                break;
            }
        }
        tokens.add(new Token(Kind.LITERAL, source.substring(at, end + 1)));
        bare.append("'x'");
        at = end + 1;
        if (at < source.length() && (isLetter(source.charAt(at)) || isDigit(source.charAt(at)))) {
            throw refused("a literal runs into a name.");
        }
    }

    private void parameter() {
        String name = word(at + 1);
        if (name.isEmpty() || isDigit(name.charAt(0))) {
            throw refused("a colon begins a named parameter, nothing else.");
        }
        if (at > 0 && (isLetter(source.charAt(at - 1)) || isDigit(source.charAt(at - 1)) || source.charAt(at - 1) == '\'')) {
            throw refused("a parameter follows a name without space.");
        }
        pieces.add(source.substring(pieceStart, at));
        parameters.add(name);
        tokens.add(new Token(Kind.PARAMETER, name));
        bare.append(':').append(name);
        at += 1 + name.length();
        pieceStart = at;
    }

    private void symbol(char c) {
        if (SYMBOLS.indexOf(c) < 0) {
            throw refused("the character " + c + " is outside of the subset.");
        }
        char following = at + 1 < source.length() ? source.charAt(at + 1) : ' ';
        if (c == '-' && following == '-' || c == '/' && following == '*') {
            throw refused("comments are outside of the subset.");
        }
        if (c == '!' && following != '=' || c == '|' && following != '|') {
            throw refused("the operator " + c + following + " is outside of the subset.");
        }
        boolean pair = c == '|' || following == '=' && (c == '!' || c == '<' || c == '>') || c == '<' && following == '>';
        add(Kind.SYMBOL, pair ? source.substring(at, at + 2) : String.valueOf(c));
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private StatementRefused refused(String reason) {
        return new StatementRefused(reason, source);
    }
}
