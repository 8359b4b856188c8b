package org.parvis.search.address;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.BytesRef;

/** A street as it lies in the index; of its numbers only those that are wanted are made. */
final class StoredStreet {

    /** A number without its suffix, and the length of that. */
    private static final int NUMBER_BYTES = 3 * Integer.BYTES + 1;

    private final ByteBuffer bytes;

    StoredStreet(BytesRef stored) {
        bytes = ByteBuffer.wrap(stored.bytes, stored.offset, stored.length);
    }

    static BytesRef of(Street street) {
        List<byte[]> texts = List.of(utf8(street.insee()), utf8(street.postalCode()), utf8(street.commune()), utf8(street.name()));
        List<byte[]> suffixes = street.numbers().stream().map(number -> utf8(number.suffix())).toList();
        int size = texts.stream().mapToInt(text -> Short.BYTES + text.length).sum() + Integer.BYTES
                + suffixes.stream().mapToInt(suffix -> NUMBER_BYTES + suffix.length).sum();
        ByteBuffer out = ByteBuffer.allocate(size);
        texts.forEach(text -> out.putShort((short) text.length).put(text));
        out.putInt(street.numbers().size());
        for (int i = 0; i < suffixes.size(); i++) {
            Street.Number number = street.numbers().get(i);
            out.putInt(number.value()).putInt(number.latitude()).putInt(number.longitude()).put((byte) suffixes.get(i).length).put(suffixes.get(i));
        }
        return new BytesRef(out.array());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a number is wanted, by its place among all of them. */
    @FunctionalInterface
    private interface Wanted {
        boolean is(int place, int count, int value);
    }

    Street whole() {
        return read((place, count, value) -> true);
    }

    /** With the numbers of that value: 12, 12 bis. */
    Street with(int wanted) {
        return read((place, count, value) -> value == wanted);
    }

    /** With the middle one of its numbers alone. */
    Street middle() {
        return read((place, count, value) -> place == count / 2);
    }

    private Street read(Wanted wanted) {
        ByteBuffer in = bytes.duplicate();
        String insee = text(in, in.getShort());
        String postalCode = text(in, in.getShort());
        String commune = text(in, in.getShort());
        String name = text(in, in.getShort());
        int count = in.getInt();
        List<Street.Number> numbers = new ArrayList<>();
        for (int place = 0; place < count; place++) {
            int value = in.getInt();
            int latitude = in.getInt();
            int longitude = in.getInt();
            int length = in.get();
            if (wanted.is(place, count, value)) {
                numbers.add(new Street.Number(value, text(in, length), latitude, longitude));
            } else {
                in.position(in.position() + length);
            }
        }
        return new Street(insee, postalCode, commune, "", name, numbers);
    }

    private static String text(ByteBuffer in, int length) {
        byte[] text = new byte[length];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
