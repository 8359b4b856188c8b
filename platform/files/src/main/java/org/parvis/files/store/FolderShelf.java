package org.parvis.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.OptionalLong;

/** A folder; files are flushed to disk, then renamed. */
public final class FolderShelf implements Shelf {
    private static final int BUFFER = 1 << 16;

    private final Path folder;

    public FolderShelf(Path folder) {
        this.folder = folder;
    }

    @Override
    public void put(String name, Path file) throws IOException {
        Path target = path(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.createDirectories(target.getParent());
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public OptionalLong size(String name) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path(name), BasicFileAttributes.class);
            return attributes.isRegularFile() ? OptionalLong.of(attributes.size()) : OptionalLong.empty();
        } catch (NoSuchFileException none) {
            return OptionalLong.empty();
        }
    }

    @Override
    public OptionalLong knownSize(String name) throws IOException {
        OptionalLong size = size(name);
        if (size.isEmpty()) {
            throw new NoSuchFileException(name);
        }
        return size;
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(path(name));
    }

    @Override
    public void copy(String name, OutputStream out, long first, long length) throws IOException {
        if (first == 0 && length < 0) {
            Files.copy(path(name), out);
            return;
        }
        try (SeekableByteChannel in = channel(name)) {
            in.position(first);
            copy(in, out, length < 0 ? in.size() - first : length);
        }
    }

    /** Copies so many bytes from where the channel is. */
    public static void copy(SeekableByteChannel in, OutputStream out, long length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long left = length;
        while (left > 0) {
            int count = in.read(buffer.clear().limit((int) Math.min(BUFFER, left)));
            if (count < 0) {
                throw new IOException("a stored file is shorter than it was");
            }
            out.write(buffer.array(), 0, count);
            left -= count;
        }
    }

    @Override
    public SeekableByteChannel channel(String name) throws IOException {
        return Files.newByteChannel(path(name));
    }

    @Override
    public void renew(String name) throws IOException {
        Files.setLastModifiedTime(path(name), FileTime.from(Instant.now()));
    }

    @Override
    public void delete(String name) throws IOException {
        Path file = path(name);
        Files.deleteIfExists(file);
        if (name.startsWith("pictures/")) {
            try {
                Files.delete(file.getParent());
            } catch (DirectoryNotEmptyException | NoSuchFileException others) {
                // Another of its variants is still there, or somebody was quicker.
            }
        }
    }

    @Override
    public void each(Visitor visitor) throws IOException {
        for (String part : new String[] {"content", "pictures", "sealed"}) {
            if (Files.isDirectory(folder.resolve(part))) {
                Files.walkFileTree(folder.resolve(part), new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        String name = folder.relativize(file).toString().replace('\\', '/');
                        visitor.visit(new Stored(name, attributes.size(), attributes.lastModifiedTime().toInstant()));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException gone) throws IOException {
                        if (gone instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw gone;
                    }
                });
            }
        }
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    private Path path(String name) {
        return folder.resolve(name);
    }
}
