package org.parvis.demarches;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.Attachments;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;

/** What a question has of the files that come with a form: the same bytes are the same file, whatever it is called. */
final class SentAgain {
    private final Attachments attachments;
    private final TenantId tenant;
    private final List<Attachment> there = new ArrayList<>();

    /** @param ids of what is there */
    SentAgain(Attachments attachments, TenantId tenant, JsonNode ids) {
        this.attachments = attachments;
        this.tenant = tenant;
        ids.forEach(id -> attachments.byId(tenant, id.asText()).ifPresent(there::add));
    }

    List<Upload> without(List<Upload> sent) {
        return sent.stream().filter(file -> there.stream().noneMatch(kept -> same(kept, file))).toList();
    }

    private boolean same(Attachment kept, Upload file) {
        if (kept.size() != file.size()) {
            return false;
        }
        try (InputStream one = attachments.open(tenant, kept); InputStream other = file.open()) {
            return equal(one, other);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean equal(InputStream one, InputStream other) throws IOException {
        int piece = 1 << 16;
        byte[] read = one.readNBytes(piece);
        while (read.length > 0) {
            if (!Arrays.equals(read, other.readNBytes(read.length))) {
                return false;
            }
            read = one.readNBytes(piece);
        }
        return true;
    }
}
