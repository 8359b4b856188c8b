/** The REST API: finding a resource, letting a request in, describing it all. */
@NullMarked
package org.parvis.gateway.rest;

import org.jspecify.annotations.NullMarked;
