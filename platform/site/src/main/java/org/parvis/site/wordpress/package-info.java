/** Takes over a former WordPress site from its export file: pages, posts, addresses, and the pictures and files that are brought along. */
@NullMarked
package org.parvis.site.wordpress;

import org.jspecify.annotations.NullMarked;
