package org.parvis.web;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.parvis.api.file.ResumableUploads;
import org.parvis.api.identity.AccountSessions;
import org.parvis.api.identity.Permissions;
import org.parvis.api.identity.Sessions;
import org.parvis.api.stats.PageViews;
import org.parvis.api.tenant.Redirects;
import org.parvis.api.view.Themes;

/** The services that come and go, as the container hands them in. */
@Component(service = OptionalServices.class)
public final class OptionalServices implements Optionals {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Sessions sessions;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable AccountSessions accountSessions;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Permissions permissions;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Themes themes;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Redirects redirects;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable PageViews pageViews;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ResumableUploads resumableUploads;

    @Activate
    public OptionalServices() {
        // All references are optional: there is nothing to wait for.
    }

    @Override
    public @Nullable Sessions sessions() {
        return sessions;
    }

    @Override
    public @Nullable AccountSessions accountSessions() {
        return accountSessions;
    }

    @Override
    public @Nullable Permissions permissions() {
        return permissions;
    }

    @Override
    public @Nullable Themes themes() {
        return themes;
    }

    @Override
    public @Nullable Redirects redirects() {
        return redirects;
    }

    @Override
    public @Nullable ResumableUploads resumableUploads() {
        return resumableUploads;
    }

    @Override
    public @Nullable PageViews pageViews() {
        return pageViews;
    }
}
