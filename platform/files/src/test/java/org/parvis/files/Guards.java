package org.parvis.files;

import org.parvis.api.file.Attachment;
import org.parvis.api.file.FileAccess;
import org.parvis.api.file.FileGuard;
import org.parvis.api.file.Files.StoredFile;
import org.parvis.api.route.Request;

/** Guards that let everybody in. */
final class Guards {
    private Guards() {}

    static FileGuard file(String kind) {
        return new FileGuard() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public boolean mayRead(Request request, StoredFile file) {
                return true;
            }
        };
    }

    static FileAccess attachment(String kind) {
        return attachment(kind, true);
    }

    static FileAccess attachment(String kind, boolean may) {
        return new FileAccess() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public boolean mayRead(Request request, Attachment attachment) {
                return may;
            }
        };
    }
}
