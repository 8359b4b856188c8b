package org.parvis.api.geo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.Coordinates;

/**
 * Addresses, from the files of the Base Adresse Nationale that an operator took in; none are known before. Nothing leaves the installation,
 * and what is asked is kept nowhere.
 */
@ProviderType
public interface Addresses {

    /** Longest text that is looked at; what is beyond is cut off. */
    int LONGEST = 200;

    /** Most addresses of one answer. */
    int MOST = 20;

    /** Whether a file was taken in and can be searched on this node. */
    boolean available();

    /**
     * Addresses that begin as typed, the best first: accents, case and usual abbreviations ({@code av.}, {@code bd}, {@code st}) do not matter.
     *
     * @param typed never a syntax error
     * @param near official codes of communes whose addresses come first; may be empty
     * @param limit 1 to {@link #MOST}
     */
    List<Address> complete(String typed, Collection<String> near, int limit);

    /** The address with this very wording, abbreviations aside; empty too if several communes have it and none is near. */
    Optional<Address> exactly(String typed, Collection<String> near);

    /** The nearest address within so many metres (1 to 2 000), if any. */
    Optional<Near> nearest(Coordinates point, int metres);

    /**
     * Takes files in, in place of what was known: {@code adresses-<department>.csv} or {@code .csv.gz}. What was known serves until all is
     * ready; the same files again change nothing.
     *
     * @param progress told how many lines were read, now and then
     * @throws org.parvis.api.route.Invalid (field {@code file}) if one is no such file, or holds no address; what was known stays
     */
    Report take(List<Path> files, IntConsumer progress) throws IOException;

    /** @param metres along the great circle */
    record Near(Address address, double metres) {}

    /**
     * What an import did.
     *
     * @param changed whether anything is other than before
     * @param ignored lines that could not be used
     * @param examples the first of these, with file, number and reason
     */
    record Report(int addresses, int streets, int communes, boolean changed, int ignored, List<BadLine> examples) {
        public Report {
            examples = List.copyOf(examples);
        }
    }

    /** @param line counted from 1, the heading included; {@code reason} in English, without what the line holds */
    record BadLine(String file, long line, String reason) {}
}
