/** The one front servlet: host, site, route, page; page cache, errors, security headers, sessions. */
@NullMarked
package org.parvis.web;

import org.jspecify.annotations.NullMarked;
