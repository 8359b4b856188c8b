package org.parvis.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of a store that speaks S3; large files in parts, none of them in memory. */
public final class S3Shelf implements Shelf {
    /** Parts have 5 MiB at least and are 10 000 at most. */
    private static final long PART = 16L << 20;

    /** Some stores list folders among the objects. */
    private static final Pattern OURS = Pattern.compile("(?:content|sealed)/../../[0-9a-f]{64}|pictures/../../[0-9a-f]{64}/[^/]+");

    private static final int NOT_FOUND = 404;
    private static final int BUFFER = 1 << 16;

    private final S3Client client;
    private final String bucket;
    private final String where;
    private final KnownSizes sizes = new KnownSizes();

    /** @param where the store's address, for messages */
    S3Shelf(S3Client client, String bucket, String where) {
        this.client = client;
        this.bucket = bucket;
        this.where = where;
    }

    /** A call of the store. */
    @FunctionalInterface
    private interface Call<T> {
        T make() throws IOException;
    }

    private <T> T call(String name, Call<T> call) throws IOException {
        try {
            return call.make();
        } catch (S3Exception refused) {
            if (refused.statusCode() == NOT_FOUND && !"NoSuchBucket".equals(code(refused))) {
                throw new NoSuchFileException(name);
            }
            throw away(refused.statusCode() + " " + code(refused), refused);
        } catch (SdkException fault) {
            throw away(String.valueOf(fault.getMessage()), fault);
        }
    }

    private static String code(S3Exception refused) {
        AwsErrorDetails details = refused.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private StoreAway away(String why, Exception cause) {
        return new StoreAway("The file store " + where + ", bucket " + bucket + ", cannot be used: " + why, cause);
    }

    @Override
    public void put(String name, Path file) throws IOException {
        long size = Files.size(file);
        if (size <= PART) {
            call(name, () -> client.putObject(request -> request.bucket(bucket).key(name), RequestBody.fromFile(file)));
        } else {
            putParts(name, file, size);
        }
    }

    private void putParts(String name, Path file, long size) throws IOException {
        String upload = call(name, () -> client.createMultipartUpload(request -> request.bucket(bucket).key(name)).uploadId());
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (long first = 0; first < size; first += PART) {
                parts.add(part(name, upload, new Piece(file, first, Math.min(PART, size - first)), parts.size() + 1));
            }
            call(name, () -> client.completeMultipartUpload(request -> request
                    .bucket(bucket).key(name).uploadId(upload).multipartUpload(all -> all.parts(parts))));
        } catch (IOException | RuntimeException failed) {
            abort(name, upload, failed);
            throw failed;
        }
    }

    /** A part of a file, which may be read again when it has to be sent again. */
    private record Piece(Path file, long first, long length) {
        InputStream open() {
            try {
                return new PieceStream(file, first, length);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private CompletedPart part(String name, String upload, Piece piece, int number) throws IOException {
        String tag = call(name, () -> client.uploadPart(
                request -> request.bucket(bucket).key(name).uploadId(upload).partNumber(number).contentLength(piece.length()),
                RequestBody.fromContentProvider(piece::open, piece.length(), "application/octet-stream")).eTag());
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    /** Nothing of it is seen, but it takes space. */
    private void abort(String name, String upload, Exception failed) {
        try {
            call(name, () -> client.abortMultipartUpload(request -> request.bucket(bucket).key(name).uploadId(upload)));
        } catch (IOException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    @Override
    public OptionalLong size(String name) throws IOException {
        try {
            return OptionalLong.of(call(name, () -> client.headObject(request -> request.bucket(bucket).key(name)).contentLength()));
        } catch (NoSuchFileException none) {
            return OptionalLong.empty();
        }
    }

    @Override
    public OptionalLong knownSize(String name) {
        return sizes.of(name);
    }

    @Override
    public InputStream open(String name) throws IOException {
        return new RemoteStream(this, stream(name, 0, -1));
    }

    /** @param length -1: to the end */
    ResponseInputStream<GetObjectResponse> stream(String name, long first, long length) throws IOException {
        String range = "bytes=" + first + "-" + (length < 0 ? "" : first + length - 1);
        boolean whole = first == 0 && length < 0;
        ResponseInputStream<GetObjectResponse> stream = call(name, () -> client.getObject(request -> {
            request.bucket(bucket).key(name);
            if (!whole) {
                request.range(range);
            }
        }));
        if (whole) {
            sizes.learn(name, stream.response().contentLength());
        }
        return stream;
    }

    /** @throws StoreAway if the store falls silent, so that nobody takes it for the reader's connection */
    int read(ResponseInputStream<?> in, byte[] into, int offset, int count) throws IOException {
        try {
            return in.read(into, offset, count);
        } catch (IOException | SdkException broken) {
            throw away(broken.toString(), broken);
        }
    }

    @Override
    public void copy(String name, OutputStream out, long first, long length) throws IOException {
        if (length == 0) {
            return;
        }
        ResponseInputStream<GetObjectResponse> in = stream(name, first, length);
        boolean whole = false;
        try {
            byte[] buffer = new byte[BUFFER];
            for (int count = read(in, buffer, 0, BUFFER); count >= 0; count = read(in, buffer, 0, BUFFER)) {
                out.write(buffer, 0, count);
            }
            whole = true;
        } finally {
            end(in, whole);
        }
    }

    /** What was not read to its end is broken off, not read. */
    static void end(ResponseInputStream<?> in, boolean whole) throws IOException {
        if (whole) {
            in.close();
        } else {
            in.abort();
        }
    }

    @Override
    public SeekableByteChannel channel(String name) throws IOException {
        OptionalLong size = size(name);
        if (size.isEmpty()) {
            throw new NoSuchFileException(name);
        }
        return new RemoteChannel(this, name, size.getAsLong());
    }

    @Override
    public void renew(String name) throws IOException {
        call(name, () -> client.copyObject(request -> request
                .sourceBucket(bucket).sourceKey(name).destinationBucket(bucket).destinationKey(name)
                .metadataDirective(MetadataDirective.REPLACE)));
    }

    @Override
    public void delete(String name) throws IOException {
        sizes.forget(name);
        call(name, () -> client.deleteObject(request -> request.bucket(bucket).key(name)));
    }

    @Override
    public void each(Visitor visitor) throws IOException {
        call("", () -> {
            for (S3Object object : client.listObjectsV2Paginator(request -> request.bucket(bucket)).contents()) {
                if (OURS.matcher(object.key()).matches()) {
                    visitor.visit(new Stored(object.key(), object.size(), object.lastModified()));
                }
            }
            return true;
        });
    }

    @Override
    public void close() {
        client.close();
    }
}
