package org.parvis.files.library;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.desk.DeskMenu;

/** The library in the back office's menu. */
@Component(service = DeskMenu.class)
public final class LibraryMenu implements DeskMenu {

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("files.library.title", "/mediatheque", "files.library", Group.PUBLISH, "image", 25));
    }
}
