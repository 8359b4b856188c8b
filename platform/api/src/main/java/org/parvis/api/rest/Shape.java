package org.parvis.api.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a JSON object looks like.
 *
 * @param name in the description: {@code Article}; the same for all shapes of the same members
 */
public record Shape(String name, List<Member> members) {

    /** Of an answer that is no JSON but the bytes of a file, of whatever type the answer says. */
    public static final Shape BYTES = Shape.of("Bytes");

    public Shape {
        members = List.copyOf(members);
    }

    public static Shape of(String name, Member... members) {
        return new Shape(name, List.of(members));
    }

    /** Types of members; those that are not numbers or truths are strings in JSON. */
    public enum Type {
        TEXT,
        /** Sanitised HTML. */
        HTML,
        ID,
        /** A civil date: {@code 2026-11-22}. */
        DAY,
        /** RFC 3339, UTC. */
        MOMENT,
        /** Time of day: {@code 08:30}; {@code 24:00} is the end of the day. */
        TIME,
        /** Absolute address. */
        ADDRESS,
        INTEGER,
        /** With decimals, such as degrees of latitude. */
        NUMBER,
        TRUTH,
        /** An object of the shape {@code of}. */
        OBJECT,
        /** A list of objects of the shape {@code of}. */
        LIST,
        /** An object of any members; in the form that was sent, its JSON. */
        JSON
    }

    /**
     * A member.
     *
     * @param required whether it is always there
     * @param longest most characters of a text that is sent, or 0: not limited
     * @param of shape of an object or of the items of a list
     */
    public record Member(String name, Type type, boolean required, int longest, @Nullable Shape of) {

        public static Member of(String name, Type type) {
            return new Member(name, type, true, 0, null);
        }

        public static Member object(String name, Shape of) {
            return new Member(name, Type.OBJECT, true, 0, of);
        }

        public static Member list(String name, Shape of) {
            return new Member(name, Type.LIST, true, 0, of);
        }

        /** Not always there. */
        public Member optional() {
            return new Member(name, type, false, longest, of);
        }

        public Member upTo(int characters) {
            return new Member(name, type, required, characters, of);
        }
    }
}
