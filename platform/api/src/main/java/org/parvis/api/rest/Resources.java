package org.parvis.api.rest;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Contribution: resources of the REST API.
 *
 * <p>The platform adds tokens and their scopes, limits of use, problems as JSON (RFC 9457), caching by tags, and the description
 * (OpenAPI 3.1) at {@code /api/v1/openapi.json}.
 */
@ConsumerType
public interface Resources {
    List<Resource> resources();
}
