package org.parvis.web;

import org.jspecify.annotations.Nullable;
import org.parvis.api.file.ResumableUploads;
import org.parvis.api.identity.AccountSessions;
import org.parvis.api.identity.Permissions;
import org.parvis.api.identity.Sessions;
import org.parvis.api.stats.PageViews;
import org.parvis.api.tenant.Redirects;
import org.parvis.api.view.Themes;

/** Services that may come late or go for a while; pages that do not need them are served without. */
interface Optionals {
    @Nullable Sessions sessions();

    @Nullable AccountSessions accountSessions();

    @Nullable Permissions permissions();

    @Nullable Themes themes();

    @Nullable Redirects redirects();

    default @Nullable ResumableUploads resumableUploads() {
        return null;
    }

    default @Nullable PageViews pageViews() {
        return null;
    }
}
