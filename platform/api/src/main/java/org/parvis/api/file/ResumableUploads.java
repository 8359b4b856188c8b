package org.parvis.api.file;

import java.util.Collection;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.route.Request;
import org.parvis.api.route.Upload;

/**
 * Files that a browser sent before its form, in as many pieces as the network needed.
 *
 * <p>A plugin does not use it: {@link org.parvis.api.route.Form#files} hands out such files like those that came with the form.
 */
@ProviderType
public interface ResumableUploads {

    /** What the name of a hidden field ends with that holds ids of files in place of the field's own. */
    String FIELD = ".envoi";

    /** Bytes of a file, unchecked; empty if there is no such file, it is not whole, or another person or tenant began it. */
    Optional<Upload> finished(Request request, String id);

    /** Forgets files whose form was taken. */
    void forget(Request request, Collection<String> ids);
}
