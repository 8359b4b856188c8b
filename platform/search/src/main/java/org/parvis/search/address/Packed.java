package org.parvis.search.address;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Streets as bytes: one format for the database, of which each node makes its index. */
final class Packed {

    private Packed() {}

    static byte[] of(List<Street> streets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeInt(streets.size());
            for (Street street : streets) {
                for (String part : List.of(street.insee(), street.postalCode(), street.commune(), street.former(), street.name())) {
                    out.writeUTF(part);
                }
                numbers(out, street.numbers());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static List<Street> streets(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
            int count = in.readInt();
            List<Street> streets = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                streets.add(new Street(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), numbers(in)));
            }
            return streets;
        }
    }

    private static void numbers(DataOutputStream out, List<Street.Number> numbers) throws IOException {
        out.writeInt(numbers.size());
        for (Street.Number number : numbers) {
            out.writeInt(number.value());
            out.writeUTF(number.suffix());
            out.writeInt(number.latitude());
            out.writeInt(number.longitude());
        }
    }

    private static List<Street.Number> numbers(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Street.Number> numbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            numbers.add(new Street.Number(in.readInt(), in.readUTF(), in.readInt(), in.readInt()));
        }
        return numbers;
    }
}
