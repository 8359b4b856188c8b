package org.parvis.api.file;

import java.time.Instant;

/**
 * A private file.
 *
 * @param kind what it belongs to: {@code <plugin>.<thing>}, as in {@link FileAccess#kind()}
 * @param subject id of the thing
 * @param type media type, told by content
 * @param size bytes
 * @param path where those who may read it download it, on the tenant's site and (below its base) in the back office
 */
public record Attachment(String id, String kind, String subject, String fileName, String type, long size, String path, Instant stored) {}
